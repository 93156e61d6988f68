namespace PlexSecurity.Simulator;

/// <summary>Waits for a condition and checks it after each change.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Create();

    public void Pulse() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    public async Task WaitAsync(Func<bool> holds, TimeSpan timeout)
    {
        using var timeUp = new CancellationTokenSource(timeout);
        while (true)
        {
            // Read before the check, so that a change in between is not missed.
            Task changed = Volatile.Read(ref _next).Task;
            if (holds()) return;
            try
            {
                await changed.WaitAsync(timeUp.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The condition did not hold within {timeout}.");
            }
        }
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
