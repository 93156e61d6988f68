namespace PlexSecurity.Simulator;

/// <summary>A place in the log: the request, replaced by one with the status once that is known.</summary>
internal sealed class RecordedExchange(RecordedRequest request)
{
    public RecordedRequest Request { get; set; } = request;
}
