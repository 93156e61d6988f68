using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>A clock that stands still, and tells of each timer that is set on it: so no test advances it too early.</summary>
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
    /// <returns>How long it is set for.</returns>
    public async Task<TimeSpan> NextTimerAsync(CancellationToken ct) =>
        await _timers.Reader.ReadAsync(ct).AsTask().WaitAsync(TestTimeout.Limit, ct);

    /// <summary>Waits for the next timer and lets its time pass.</summary>
    /// <returns>How long it was set for.</returns>
    public async Task<TimeSpan> PassNextTimerAsync(CancellationToken ct)
    {
        TimeSpan due = await NextTimerAsync(ct);
        Advance(due);
        return due;
    }
}
