namespace PlexSecurity.Simulator;

/// <summary>Lets a caller wait until a condition holds, looked at again at each change.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Create();

    public void Pulse() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    public async Task WaitAsync(Func<bool> holds, TimeSpan timeout)
    {
        using var timeUp = new CancellationTokenSource(timeout);
        while (true)
        {
            // Taken before the look, so that a change between the two is not missed.
            Task changed = Volatile.Read(ref _next).Task;
            if (holds()) return;
            try
            {
                await changed.WaitAsync(timeUp.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not so within {timeout}.");
            }
        }
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
