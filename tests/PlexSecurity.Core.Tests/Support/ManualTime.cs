using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>A manual clock that reports each new timer, so that no test advances it too early.</summary>
internal sealed class ManualTime() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits for the next timer to be set.</summary>
    /// <returns>The due time of the timer.</returns>
    public async Task<TimeSpan> NextTimerAsync(CancellationToken ct) =>
        await _timers.Reader.ReadAsync(ct).AsTask().WaitAsync(TestTimeout.Limit, ct);

    /// <summary>Waits for the next timer and advances the clock to its due time.</summary>
    /// <returns>The due time of the timer.</returns>
    public async Task<TimeSpan> AdvanceToNextTimerAsync(CancellationToken ct)
    {
        TimeSpan due = await NextTimerAsync(ct);
        Advance(due);
        return due;
    }
}
