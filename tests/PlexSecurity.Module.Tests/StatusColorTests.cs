namespace PlexSecurity.Module.Tests;

[Collection<ProcessEnvironment>]
public sealed class StatusColorTests
{
    [Theory]
    [InlineData("Reachable", "<good>Reachable<reset>")]
    [InlineData("Unreachable", "<bad>Unreachable<reset>")]
    [InlineData("NotSecure", "NotSecure")]
    [InlineData("Skipped", "Skipped")]
    public async Task What_was_not_asked_is_neither_good_nor_bad_news(string status, string shown)
    {
        using EnvironmentVariable color = new("NO_COLOR", null);
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(shown, session.Text($"[PlexSecurity.FormatText]::Status('{status}', '<good>', '<bad>', '<reset>')"));
    }
}
