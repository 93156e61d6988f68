namespace PlexSecurity.Simulator;

/// <summary>One address of a source, as it is answered; what is null is left out.</summary>
/// <param name="Protocol">"http" or "https".</param>
/// <param name="Address">The address without the port.</param>
/// <param name="Uri">The whole address. Text, since a test may order one that is no URI.</param>
/// <param name="Port">The port.</param>
/// <param name="Local">Whether it is on the source's own network.</param>
/// <param name="Relay">Whether it goes through a relay.</param>
public sealed record SimulatedConnection(
    string? Protocol, string? Address, string? Uri, int? Port, bool? Local = false, bool? Relay = false)
{
    /// <summary>The connection that a URI describes.</summary>
    public static SimulatedConnection To(Uri uri, bool local = true, bool relay = false)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new(uri.Scheme, uri.IdnHost, uri.GetLeftPart(UriPartial.Path).TrimEnd('/'), uri.Port, local, relay);
    }
}
