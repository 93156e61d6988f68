namespace PlexSecurity.Models;

/// <summary>A server of an account.</summary>
/// <param name="Source">The server.</param>
/// <param name="Connection">How it is reached; null where plex.tv gave no usable token for it.</param>
internal sealed record AccountServer(PlexSource Source, PlexSourceConnection? Connection);
