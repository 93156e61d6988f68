namespace PlexSecurity.Simulator;

/// <summary>Leaves Ctrl+C to the program that the server runs in; the usual lifetime would take it.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
