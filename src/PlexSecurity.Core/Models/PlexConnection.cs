namespace PlexSecurity;

/// <summary>One address at which a source can be reached: a <c>Connection</c> of <c>GET /security/resources</c>.</summary>
public sealed class PlexConnection
{
    internal PlexConnection(Uri uri, bool local, bool relay)
    {
        Uri = uri;
        Local = local;
        Relay = relay;
    }

    /// <summary>The URI to reach the source by.</summary>
    public Uri Uri { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Protocol => Uri.Scheme;

    /// <summary>
    /// The IP address or the host name in <see cref="Uri"/>: the host that is connected to, whatever else the response says.
    /// </summary>
    public string Address => Uri.IdnHost;

    /// <summary>The TCP port.</summary>
    public int Port => Uri.Port;

    /// <summary>Whether the address is in the network of the source itself.</summary>
    public bool Local { get; }

    /// <summary>Whether the route goes through Plex's relay, which is limited to about 2 Mbit/s.</summary>
    public bool Relay { get; }

    /// <summary>Whether the source is another person's, so that a local address is hardly one of this network.</summary>
    internal bool IsOfOther { get; init; }

    /// <summary>The URI.</summary>
    /// <returns><see cref="Uri"/> as text.</returns>
    public override string ToString() => Uri.AbsoluteUri;
}
