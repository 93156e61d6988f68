using System.Diagnostics.CodeAnalysis;

namespace PlexSecurity;

/// <summary>
/// Calls that run at once, at most so many, and are taken in the order they were added. More are let in than run, so that one
/// slow call at the head does not idle the others; how many wait is bounded too.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to free, and calls may still be under way.")]
internal sealed class OrderedCalls<T>(int throttleLimit, CancellationToken stop)
{
    private const int WaitingPerRunning = 4;

    private readonly SemaphoreSlim _free = new(throttleLimit);
    private readonly Queue<(object Target, Task<T> Task)> _calls = new();

    public bool IsEmpty => _calls.Count == 0;

    /// <summary>Whether the head is to be taken before another call is added.</summary>
    public bool IsFull => _calls.Count >= throttleLimit * WaitingPerRunning;

    public bool IsHeadDone => !IsEmpty && _calls.Peek().Task.IsCompleted;

    public void Add(object target, Func<CancellationToken, Task<T>> call) => _calls.Enqueue((target, RunAsync(call)));

    public (object Target, Task<T> Task) Take() => _calls.Dequeue();

    private async Task<T> RunAsync(Func<CancellationToken, Task<T>> call)
    {
        await _free.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await call(stop).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }
}
