using System.Net;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>The question for the identity that a further connection is asked, while the first one waits for a response.</summary>
public sealed class ConnectionQuestionTests(SimulatorFixture fixture) : SimulatorTests(fixture), IAsyncDisposable
{
    private Task<object>? _busy;

    /// <summary>The call that held the connection ends with its client.</summary>
    public async ValueTask DisposeAsync() => await Assert.ThrowsAsync<PlexException>(() => _busy!);

    [Fact]
    public async Task One_that_breaks_in_the_middle_is_a_failure_and_the_token_is_minted_over_another_connection()
    {
        List<PlexAttempt> attempts = [];
        using PlexServerClient client = Connect(new ClientSetup { OnAttempt = attempts.Add });
        await OccupyAsync(client);
        attempts.Clear();
        Server.Faults.Add(Fault.Truncate(5), "/identity");

        await CallAsync(client, Operation.Token);

        Assert.Single(Server.Requests, request => request.Path == "/security/token");
        PlexAttempt question = attempts[0];
        Assert.Equal(("/identity", PlexError.ConnectionFailed), (question.Uri.AbsolutePath, question.Error));
    }

    [Fact]
    public async Task A_name_that_is_not_ASCII_is_asked_for_as_its_ASCII_form()
    {
        Uri address = new UriBuilder(Server.HttpUri) { Host = "pl\u00EBx.localhost" }.Uri;
        ClientSetup setup = new() { Resolver = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        using PlexServerClient client = setup.Connect(address, Server.AdminToken);
        await OccupyAsync(client);

        await CallAsync(client, Operation.Token);

        Assert.Equal("xn--plx-kma.localhost", client.Server.Host);
        Assert.All(
            Server.Requests, request => Assert.Equal(client.Server.Authority, request.Headers["Host"], ignoreCase: true));
    }

    /// <summary>A call holds the first connection, so that the next one needs another.</summary>
    private async Task OccupyAsync(PlexServerClient client)
    {
        await client.GetIdentityAsync(Ct);
        Server.Faults.Add(Fault.Hang(), "/");
        _busy = CallAsync(client, Operation.ServerInfo);
        await Server.WaitForRequestAsync(request => request.Path == "/", TestTimeout.Limit);
    }
}
