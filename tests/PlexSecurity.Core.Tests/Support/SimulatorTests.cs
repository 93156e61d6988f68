namespace PlexSecurity.Core.Tests.Support;

/// <summary>A class of tests against one stand-in server, without faults and without a record when each begins.</summary>
public abstract class SimulatorTests : IClassFixture<SimulatorFixture>
{
    protected SimulatorTests(SimulatorFixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        Server = fixture.Server;
        Server.Faults.Clear();
        Server.Shape = ResponseShape.Default;
        Server.ClearRequests();
    }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected PlexSimulator Server { get; }

    internal PlexServerClient Connect(ClientSetup? setup = null) =>
        (setup ?? new ClientSetup()).Connect(Server.HttpUri, Server.AdminToken);

    internal Task<object> CallAsync(PlexServerClient client, Operation operation, CancellationToken? ct = null) =>
        client.CallAsync(operation, Server.Sources.DefaultServer.Source, ct ?? Ct).WaitAsync(TestTimeout.Limit, Ct);

    /// <summary>The failure of a call that must fail.</summary>
    internal Task<PlexException> FailAsync(PlexServerClient client, Operation operation) =>
        Assert.ThrowsAsync<PlexException>(() => CallAsync(client, operation));
}
