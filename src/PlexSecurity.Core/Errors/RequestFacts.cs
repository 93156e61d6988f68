namespace PlexSecurity.Errors;

/// <summary>The properties of a request that determine the meaning of a status.</summary>
internal sealed record RequestFacts
{
    /// <summary>The server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Whether a token was sent.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether this token is a transient token.</summary>
    public bool HasTransientToken { get; init; }

    /// <summary>Whether the request is for a transient token.</summary>
    public bool CreatesToken { get; init; }

    /// <summary>Whether the request was sent to plex.tv instead of a server.</summary>
    public bool IsAccountRequest { get; init; }

    /// <summary>The sanitized name of the owner of the server, or null if the user owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>The minimum server version for the endpoint, or null if all versions support it.</summary>
    public Version? RequiredVersion { get; init; }

    /// <summary>The server version, as reported by the server.</summary>
    public string? ServerVersion { get; init; }
}
