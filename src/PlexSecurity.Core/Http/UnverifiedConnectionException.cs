namespace PlexSecurity.Http;

/// <summary>A request with a token was assigned to a connection that cannot be verified. Nothing was sent.</summary>
internal sealed class UnverifiedConnectionException() : IOException("The server was not identified through this connection.");
