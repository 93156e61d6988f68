using System.Net;

namespace PlexSecurity.Networking;

/// <summary>One proxy for every address. .NET Framework's own class goes round it for loopback.</summary>
internal sealed class GivenProxy(Uri address, ICredentials? login) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = login;

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
