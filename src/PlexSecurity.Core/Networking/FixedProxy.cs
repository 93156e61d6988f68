using System.Net;

namespace PlexSecurity.Networking;

/// <summary>A proxy for all addresses. The WebProxy class of .NET Framework bypasses the proxy for loopback.</summary>
internal sealed class FixedProxy(Uri address, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credentials;

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
