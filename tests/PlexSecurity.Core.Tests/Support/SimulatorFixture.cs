namespace PlexSecurity.Core.Tests.Support;

/// <summary>One stand-in server for the tests of a class, which run one after another.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public PlexSimulator Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PlexSimulator.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
