namespace PlexSecurity.Simulator;

/// <summary>Leaves Ctrl+C to the host program; the default lifetime would handle it.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
