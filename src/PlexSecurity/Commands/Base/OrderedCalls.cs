namespace PlexSecurity.Commands;

/// <summary>
/// Calls that run at once, at most so many, and are taken in the order they were added. More are kept than run, so that one
/// slow call at the head does not idle the others; how many are kept is bounded too. To be used on one thread.
/// </summary>
/// <param name="throttleLimit">How many run at once.</param>
/// <param name="onFinished">Told, on any thread, that one has finished.</param>
internal sealed class OrderedCalls<T>(int throttleLimit, Action onFinished)
{
    private const int KeptPerRunning = 4;

    private readonly Queue<Call> _calls = new();

    public bool IsEmpty => _calls.Count == 0;

    /// <summary>Whether another call has to wait until one has finished or the head is taken.</summary>
    public bool IsFull =>
        _calls.Count >= throttleLimit && (_calls.Count >= throttleLimit * KeptPerRunning || CountRunning() >= throttleLimit);

    public bool IsHeadDone => !IsEmpty && _calls.Peek().Task.IsCompleted;

    public void Add(object target, Task<T> call)
    {
        _calls.Enqueue(new Call(target, call));
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(onFinished);
    }

    public (object Target, Task<T> Task) Take()
    {
        Call head = _calls.Dequeue();
        return (head.Target, head.Task);
    }

    private int CountRunning()
    {
        int running = 0;
        foreach (Call call in _calls)
        {
            if (!call.Task.IsCompleted)
                running++;
        }

        return running;
    }

    private sealed class Call(object target, Task<T> task)
    {
        public object Target { get; } = target;

        public Task<T> Task { get; } = task;
    }
}
