namespace PlexSecurity.Core.Tests;

/// <summary>Options out of their range are found when a client is made, not in the middle of a call.</summary>
public sealed class OptionTests
{
    public static TheoryData<string> Wrong => [.. Cases.Keys];

    private static Dictionary<string, ClientSetup> Cases { get; } = new()
    {
        ["no timeout"] = new() { Timeout = TimeSpan.Zero },
        ["negative timeout"] = new() { Timeout = TimeSpan.FromSeconds(-1) },
        ["too long a timeout"] = new() { Timeout = TimeSpan.FromDays(25) },
        ["negative retries"] = new() { Retries = -1 },
        ["negative interval"] = new() { RetryInterval = TimeSpan.FromSeconds(-1) },
        ["empty client identifier"] = new() { ClientIdentifier = string.Empty },
        ["line end in the client identifier"] = new() { ClientIdentifier = "abc\n" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Is_refused(string name)
    {
        using PlexToken token = new("a-token");

        Assert.Throws<ArgumentException>(() => Cases[name].Connect(new Uri("http://localhost"), "a-token"));
        Assert.Throws<ArgumentException>(() => new PlexAccountClient(token, Cases[name].ToOptions()));
    }

    [Fact]
    public void The_ends_of_the_ranges_are_taken()
    {
        foreach (ClientSetup setup in (ClientSetup[])[
            new() { Timeout = Timeout.InfiniteTimeSpan },
            new() { Timeout = TimeSpan.FromMilliseconds(int.MaxValue) },
            new() { Timeout = TimeSpan.FromMilliseconds(1) },
            new() { Retries = int.MaxValue, RetryInterval = TimeSpan.MaxValue },
            new() { Retries = 0, RetryInterval = TimeSpan.Zero },
            new() { ClientIdentifier = new string('~', 256) }])
        {
            setup.Connect(new Uri("http://localhost"), "a-token").Dispose();
        }
    }

    [Fact]
    public void Without_options_the_defaults_are_those_of_the_documentation()
    {
        PlexClientOptions options = new();

        Assert.Equal(
            (TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(1)), (options.Timeout, options.MaximumRetryCount, options.RetryInterval));
        Assert.False(options.SkipCertificateCheck || options.AllowUnencryptedAuthentication || options.NoProxy);
    }
}
