namespace PlexSecurity.Simulator;

/// <summary>An entry in the log. Its request gets the status when the response starts.</summary>
internal sealed class RecordedExchange(RecordedRequest request)
{
    public RecordedRequest Request { get; set; } = request;
}
