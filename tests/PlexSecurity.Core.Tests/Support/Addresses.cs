namespace PlexSecurity.Core.Tests.Support;

/// <summary>Connections as from a response.</summary>
internal static class Addresses
{
    public static PlexConnection Of(string uri, bool local = false, bool relay = false)
    {
        Uri parsed = new(uri);
        return new PlexConnection(parsed, local, relay);
    }

    public static PlexConnection Of(Uri uri, bool local = false, bool relay = false) => Of(uri.AbsoluteUri, local, relay);
}
