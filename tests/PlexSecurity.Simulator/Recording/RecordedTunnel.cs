namespace PlexSecurity.Simulator;

/// <summary>A request for a tunnel.</summary>
/// <param name="Target">The host and port; the whole request line if it is not CONNECT.</param>
/// <param name="Status">200, 403 or 407.</param>
/// <param name="Head">The request line and headers as sent.</param>
public sealed record RecordedTunnel(string Target, int Status, string Head)
{
    /// <summary>The target and the status, without the headers.</summary>
    public override string ToString() => $"{Target} -> {Status}";
}
