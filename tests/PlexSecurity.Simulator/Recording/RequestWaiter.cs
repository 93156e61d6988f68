namespace PlexSecurity.Simulator;

/// <summary>A pending wait for a matching request.</summary>
internal sealed class RequestWaiter(Func<RecordedRequest, bool> predicate)
{
    private readonly TaskCompletionSource<RecordedRequest> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<RecordedRequest> Found => _found.Task;

    public void Offer(RecordedRequest request)
    {
        if (predicate(request)) _found.TrySetResult(request);
    }
}
