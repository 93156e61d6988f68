namespace PlexSecurity;

/// <summary>Where a token may go: over https anywhere, in the clear only to loopback and private addresses.</summary>
internal static class SafeChannel
{
    public static bool Allows(Uri server, PlexClientOptions options) =>
        server.Scheme == Uri.UriSchemeHttps || options.AllowUnencryptedAuthentication || ServerAddress.IsPrivate(server);

    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>.</exception>
    public static void Require(Uri server, PlexClientOptions options)
    {
        if (Allows(server, options))
            return;
        throw new PlexException(
            PlexError.UnencryptedConnection,
            $"Would not connect to '{server.AbsoluteUri}': over plain http everybody on the way could read the token.",
            "Use https. If the way is secured otherwise (a VPN), say so with -AllowUnencryptedAuthentication.")
        {
            Server = server,
        };
    }
}
