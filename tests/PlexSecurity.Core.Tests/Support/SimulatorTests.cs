namespace PlexSecurity.Core.Tests.Support;

/// <summary>The base class for tests with a stand-in server. Each test starts without faults and with an empty log.</summary>
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

    /// <summary>Makes a call that must fail, and returns its exception.</summary>
    internal Task<PlexException> FailAsync(PlexServerClient client, Operation operation) =>
        Assert.ThrowsAsync<PlexException>(() => CallAsync(client, operation));
}
