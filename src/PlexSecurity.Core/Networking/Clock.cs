namespace PlexSecurity.Networking;

/// <summary>The clock: a <c>TimeProvider</c> if the platform supports it, the system clock otherwise.</summary>
internal sealed class Clock
{
#if NET
    private readonly TimeProvider _provider;

    public Clock(TimeProvider provider) => _provider = provider;

    public DateTimeOffset UtcNow => _provider.GetUtcNow();

    public long Timestamp => _provider.GetTimestamp();

    public TimeSpan Since(long timestamp) => _provider.GetElapsedTime(timestamp);

    public Task Delay(TimeSpan time, CancellationToken ct) => Task.Delay(time, _provider, ct);

    /// <summary>A source that is canceled when the time is over.</summary>
    public CancellationTokenSource Timer(TimeSpan time) => new(time, _provider);
#else
#pragma warning disable CA1822 // Instance members, so that callers are the same on both platforms.
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public long Timestamp => System.Diagnostics.Stopwatch.GetTimestamp();

    public TimeSpan Since(long timestamp) =>
        TimeSpan.FromSeconds((double)(Timestamp - timestamp) / System.Diagnostics.Stopwatch.Frequency);

    public Task Delay(TimeSpan time, CancellationToken ct) => Task.Delay(time, ct);

    /// <summary>A source that is canceled when the time is over.</summary>
    public CancellationTokenSource Timer(TimeSpan time) => new(time);
#pragma warning restore CA1822
#endif
}
