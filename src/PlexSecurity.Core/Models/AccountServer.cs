namespace PlexSecurity.Models;

/// <summary>A server of an account.</summary>
/// <param name="Source">The server.</param>
/// <param name="Connection">The connection information; null if plex.tv provides no valid token.</param>
internal sealed record AccountServer(PlexSource Source, PlexSourceConnection? Connection);
