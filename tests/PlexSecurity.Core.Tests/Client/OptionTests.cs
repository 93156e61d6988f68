namespace PlexSecurity.Core.Tests.Client;

/// <summary>Options out of range are rejected when a client is created, not during a call.</summary>
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
    public void An_option_out_of_range_is_refused(string name)
    {
        PlexToken token = new("a-token");

        Assert.Throws<ArgumentException>(() => Cases[name].Connect(new Uri("http://localhost"), "a-token"));
        Assert.Throws<ArgumentException>(() => new PlexAccountClient(token, Cases[name].ToOptions()));
    }

    [Theory]
    [InlineData("ftp://someone:s3cret@127.0.0.1:21")]
    [InlineData("socks5://someone:s3cret@127.0.0.1:1080")]
    [InlineData("127.0.0.1:3128")]
    [InlineData("proxy:3128")]
    [InlineData("someone:s3cret@proxy:3128")]
    [InlineData("//proxy:3128")]
    [InlineData("http://proxy:0")]
    public void An_invalid_proxy_is_refused_without_showing_it(string proxy)
    {
        ClientSetup setup = new() { Proxy = new Uri(proxy, UriKind.RelativeOrAbsolute), NoProxy = false };
        PlexToken token = new("a-token");

        PlexException failure = Assert.Throws<PlexException>(() => setup.Connect(new Uri("http://localhost"), "a-token"));

        Assert.Equal(PlexError.InvalidUri, failure.Error);
        Assert.Contains("proxy address", failure.Message, StringComparison.Ordinal);
        Assert.Contains("http://host:port", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString() + failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(
            PlexError.InvalidUri, Assert.Throws<PlexException>(() => new PlexAccountClient(token, setup.ToOptions())).Error);
        Assert.Equal(
            PlexError.InvalidUri,
            Assert.Throws<PlexException>(() => new PlexConnectionTester(SourceConnections.Of("abc"), setup.ToOptions())).Error);
    }

    [Fact]
    public void Proxy_credentials_are_removed_from_the_address()
    {
        PlexClientOptions options = new() { Proxy = new Uri("http://someone:s3cret@proxy:3128/") };

        Assert.Equal("http://proxy:3128/", options.Proxy!.ToString());
        Assert.Equal("http://proxy:3128/", options.ToTransport().ForAccount().Channel.Proxy.Address!.OriginalString);
    }

    [Fact]
    public void Proxy_credentials_need_a_proxy()
    {
        ClientSetup setup = new() { ProxyLogin = new System.Net.NetworkCredential("someone", "s3cret") };

        Assert.Throws<ArgumentException>(() => setup.Connect(new Uri("http://localhost"), "a-token"));
    }

    [Fact]
    public void The_limits_of_each_range_are_valid()
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
    public void The_defaults_match_the_documentation()
    {
        PlexClientOptions options = new();

        Assert.Equal(
            (TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(1)), (
                options.Timeout, options.MaximumRetryCount, options.RetryInterval));
        Assert.False(options.SkipCertificateCheck || options.AllowUnencryptedAuthentication || options.NoProxy);
    }
}
