namespace PlexSecurity;

/// <summary>An address of a source: a <c>Connection</c> of <c>GET /security/resources</c>.</summary>
public sealed class PlexConnection
{
    internal PlexConnection(Uri uri, bool local, bool relay)
    {
        Uri = uri;
        Local = local;
        Relay = relay;
    }

    /// <summary>The URI of the address.</summary>
    public Uri Uri { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Protocol => Uri.Scheme;

    /// <summary>The IP address or the host name in <see cref="Uri"/>, even if the response contains another value.</summary>
    public string Address => Uri.IdnHost;

    /// <summary>The TCP port.</summary>
    public int Port => Uri.Port;

    /// <summary>Whether the address is in the network of the source.</summary>
    public bool Local { get; }

    /// <summary>Whether the route goes through Plex's relay, which is limited to about 2 Mbit/s.</summary>
    public bool Relay { get; }

    /// <summary>Whether another person owns the source, so that a local address is unlikely to be in this network.</summary>
    internal bool IsShared { get; init; }

    /// <summary>The URI.</summary>
    /// <returns><see cref="Uri"/> as text.</returns>
    public override string ToString() => Uri.AbsoluteUri;
}
