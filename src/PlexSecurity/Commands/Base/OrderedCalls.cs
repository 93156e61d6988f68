namespace PlexSecurity.Commands;

/// <summary>
/// Runs a limited number of calls in parallel and returns them in the order they were added. More calls are queued than run, so
/// that a slow call at the head does not block the others. The length of the queue is limited too. Not thread-safe.
/// </summary>
/// <param name="throttleLimit">The maximum number of running calls.</param>
/// <param name="onFinished">Called on any thread when a call completes.</param>
internal sealed class OrderedCalls<T>(int throttleLimit, Action onFinished)
{
    private const int QueuedPerRunning = 4;

    private readonly Queue<Call> _calls = new();

    public bool IsEmpty => _calls.Count == 0;

    /// <summary>Whether another call must wait until a call completes or the head is removed.</summary>
    public bool IsFull =>
        _calls.Count >= throttleLimit
        && (_calls.Count >= throttleLimit * QueuedPerRunning
            || _calls.Count(static call => !call.Task.IsCompleted) >= throttleLimit);

    public bool IsHeadDone => !IsEmpty && _calls.Peek().Task.IsCompleted;

    public void Add(object target, Task<T> call)
    {
        _calls.Enqueue(new Call(target, call));
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(onFinished);
    }

    public Call Take() => _calls.Dequeue();

    public sealed record Call(object Target, Task<T> Task);
}
