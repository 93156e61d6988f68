namespace PlexSecurity.Module.Tests;

[Collection<ProcessEnvironment>]
public sealed class StatusColorTests
{
    [Theory]
    [InlineData("Reachable", "<good>Reachable<reset>")]
    [InlineData("Unreachable", "<bad>Unreachable<reset>")]
    [InlineData("NotSecure", "NotSecure")]
    [InlineData("Skipped", "Skipped")]
    public async Task Only_tested_addresses_have_a_color(string status, string shown)
    {
        using EnvironmentVariable color = new("NO_COLOR", null);
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(shown, session.Text($"[PlexSecurity.FormatText]::Status('{status}', '<good>', '<bad>', '<reset>')"));
    }
}
