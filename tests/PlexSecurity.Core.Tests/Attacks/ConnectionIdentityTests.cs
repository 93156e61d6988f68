using System.Collections.Concurrent;
using System.Net;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>The identity check of a second connection, while the first one waits for a response.</summary>
public sealed class ConnectionIdentityTests(SimulatorFixture fixture) : SimulatorTests(fixture), IAsyncDisposable
{
    private Task<object>? _busy;

    /// <summary>The call that holds the first connection ends with its client.</summary>
    public async ValueTask DisposeAsync() => await Assert.ThrowsAsync<PlexException>(() => _busy!);

    [Fact]
    public async Task A_truncated_identity_fails_and_the_token_uses_another_connection()
    {
        List<PlexAttempt> attempts = [];
        using PlexServerClient client = Connect(new ClientSetup { OnAttempt = attempts.Add });
        await OccupyAsync(client);
        attempts.Clear();
        Server.Faults.Add(Fault.Truncate(5), "/identity");

        await CallAsync(client, Operation.Token);

        Assert.Single(Server.Requests, request => request.Path == "/security/token");
        PlexAttempt identity = attempts[0];
        Assert.Equal(("/identity", PlexError.ConnectionFailed), (identity.Uri.AbsolutePath, identity.Error));
    }

    [Fact]
    public async Task A_canceled_identity_request_is_not_observed()
    {
        ConcurrentQueue<PlexAttempt> attempts = [];
        using PlexServerClient client = Connect(new ClientSetup { OnAttempt = attempts.Enqueue });
        await OccupyAsync(client);
        attempts.Clear();
        Server.ClearRequests();
        Server.Faults.Add(Fault.Hang(), "/identity");
        using CancellationTokenSource cancel = new();
        Task<PlexTransientToken> call = client.GetTransientTokenAsync(ct: cancel.Token);
        await Server.WaitForRequestAsync(request => request.Path == "/identity", TestTimeout.Limit);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        client.Dispose();
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);

        Assert.DoesNotContain(attempts, attempt => attempt.Uri.AbsolutePath == "/identity");
    }

    [Fact]
    public async Task A_non_ASCII_name_is_sent_in_its_ASCII_form()
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

    /// <summary>Holds the first connection with a call, so that the next call needs another one.</summary>
    private async Task OccupyAsync(PlexServerClient client)
    {
        await client.GetIdentityAsync(Ct);
        Server.Faults.Add(Fault.Hang(), "/");
        _busy = CallAsync(client, Operation.ServerInfo);
        await Server.WaitForRequestAsync(request => request.Path == "/", TestTimeout.Limit);
    }
}
