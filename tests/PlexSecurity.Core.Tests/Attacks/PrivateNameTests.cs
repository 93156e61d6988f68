using System.Net;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A seemingly private name resolves to a public address. Nothing is sent to it over plain http.</summary>
public sealed class PrivateNameTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Theory]
    [InlineData("nas", "203.0.113.7")]
    [InlineData("nas.local", "203.0.113.7,198.51.100.1")]
    [InlineData("nas.home.arpa", "2001:db8::1")]
    [InlineData("localhost", "203.0.113.7")]
    [InlineData("a.internal", "::ffff:203.0.113.7")]
    public async Task A_private_name_with_a_public_address_is_refused(string host, string addresses)
    {
        List<PlexAttempt> attempts = [];
        using PlexServerClient client = Connect(host, addresses, new ClientSetup { Retries = 2, OnAttempt = attempts.Add });

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal((PlexError.UnencryptedConnection, 1), (failure.Error, failure.Attempts));
        Assert.Contains(
            $"'{host}' resolves to the public address {addresses.Split(',')[0]}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(attempts);
    }

    /// <summary>The name is checked on each lookup.</summary>
    [Fact]
    public async Task A_name_that_changes_to_a_public_address_is_refused()
    {
        Queue<string> addresses = new(["127.0.0.1", "203.0.113.7"]);
        using PlexServerClient client =
            new ClientSetup { Resolver = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(addresses.Dequeue())]) }
            .Connect(new Uri($"http://nas.local:{Server.HttpUri.Port}"), Server.AdminToken);
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Drop(), "/");
        Assert.Equal(PlexError.ConnectionFailed, (await FailAsync(client, Operation.ServerInfo)).Error);

        Assert.Equal(PlexError.UnencryptedConnection, (await FailAsync(client, Operation.ServerInfo)).Error);
        Assert.Empty(addresses);
    }

    [Fact]
    public async Task Only_the_private_addresses_of_a_name_are_used()
    {
        using PlexServerClient client = Connect("nas.local", "203.0.113.7,127.0.0.1,198.51.100.1");

        Assert.NotNull(await client.GetServerInfoAsync(Ct));
        Assert.Equal(2, Server.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.0.0.0")]
    public async Task A_name_without_an_address_is_not_found(string addresses)
    {
        using PlexServerClient client = Connect("nas.local", addresses);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains("the name 'nas.local' could not be resolved", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_refuses_a_public_address_with_the_reason()
    {
        PlexConnectionTester tester = new(SourceConnections.Of("abc"), Setup("203.0.113.7").ToOptions());

        PlexConnectionTest result = await tester.TestAsync(Addresses.Of($"http://nas.local:{Server.HttpUri.Port}"), ct: Ct);

        Assert.Equal(ConnectionStatus.NotSecure, result.Status);
        Assert.Contains("resolves to the public address", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_whose_only_address_is_public_by_name_is_an_unencrypted_connection()
    {
        PlexSourceConnection source =
            SourceConnections.Of("abc", Addresses.Of($"http://nas.local:{Server.HttpUri.Port}"));
        PlexConnectionTester tester = new(source, Setup("203.0.113.7").ToOptions());

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => tester.FindBestAsync(Ct));

        Assert.Equal(PlexError.UnencryptedConnection, failure.Error);
    }

    /// <summary>If plain http is allowed, the system resolves the name.</summary>
    [Fact]
    public async Task A_public_address_is_accepted_if_plain_http_is_allowed()
    {
        using PlexServerClient client = Connect("localhost", "203.0.113.7", new ClientSetup { AllowUnencrypted = true });

        Assert.NotNull(await client.GetServerInfoAsync(Ct));
    }

    private PlexServerClient Connect(string host, string addresses, ClientSetup? setup = null) =>
        Setup(addresses, setup).Connect(new Uri($"http://{host}:{Server.HttpUri.Port}"), Server.AdminToken);

    private static ClientSetup Setup(string addresses, ClientSetup? setup = null)
    {
        IPAddress[] parsed = [.. addresses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];
        return (setup ?? new ClientSetup()) with { Resolver = (_, _) => Task.FromResult(parsed) };
    }
}
