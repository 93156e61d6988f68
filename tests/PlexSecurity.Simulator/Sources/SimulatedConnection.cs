namespace PlexSecurity.Simulator;

/// <summary>One address of a source in a response. Null members are left out.</summary>
/// <param name="Protocol">"http" or "https".</param>
/// <param name="Address">The address without the port.</param>
/// <param name="Uri">The whole address. It is text because a test may use an invalid URI.</param>
/// <param name="Port">The port.</param>
/// <param name="Local">Whether it is on the source's own network.</param>
/// <param name="Relay">Whether it is a relay.</param>
public sealed record SimulatedConnection(
    string? Protocol, string? Address, string? Uri, int? Port, bool? Local = false, bool? Relay = false)
{
    /// <summary>Creates the connection for a URI.</summary>
    public static SimulatedConnection To(Uri uri, bool local = true, bool relay = false)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new(uri.Scheme, uri.IdnHost, uri.GetLeftPart(UriPartial.Path).TrimEnd('/'), uri.Port, local, relay);
    }
}
