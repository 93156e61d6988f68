using System.Net;
using System.Text;

namespace PlexSecurity.Networking;

/// <summary>The proxy of a server. Its name for messages contains no secrets.</summary>
internal sealed class ProxyAddress(Uri address, NetworkCredential? credential)
{
    /// <summary>The host and the port.</summary>
    public string Name => $"{address.Host}:{address.Port}";

    public bool IsSecure => address.Scheme == Uri.UriSchemeHttps;

    public bool HasCredentials => credential?.UserName.Length > 0;

    /// <summary>The secrets to keep out of messages: the password, also in the forms in an address and in a header.</summary>
    public IEnumerable<string> Secrets
    {
        get
        {
            if (address.UserInfo.Length > 0)
                yield return address.UserInfo;
            if (credential is { Password.Length: > 0 })
            {
                yield return credential.Password;
                yield return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}"));
            }
        }
    }

    /// <summary>Returns the address of a proxy without credentials.</summary>
    public static Uri RemoveCredentials(Uri proxy) => !proxy.IsAbsoluteUri || proxy.UserInfo.Length == 0
        ? proxy
        : new Uri(proxy.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped));

    /// <summary>Returns the user name and the password in the address of a proxy; null if it has none.</summary>
    public static NetworkCredential? GetCredentials(Uri proxy)
    {
        if (!proxy.IsAbsoluteUri || proxy.UserInfo.Length == 0)
            return null;
        string[] parts = proxy.UserInfo.Split([':'], 2);
        string password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty;
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), password);
    }
}
