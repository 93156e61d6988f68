namespace PlexSecurity.Models;

/// <summary>A server of an account, with its connection; that is null where plex.tv gave no usable token for the server.</summary>
internal sealed record AccountServer(PlexSource Source, PlexSourceConnection? Connection);
