namespace PlexSecurity.Core.Tests.Support;

/// <summary>One stand-in server for all tests of a class, which run sequentially.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public PlexSimulator Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PlexSimulator.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
