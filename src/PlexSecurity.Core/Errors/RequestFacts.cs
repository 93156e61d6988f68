namespace PlexSecurity.Errors;

/// <summary>The facts of a request that decide what a status means.</summary>
internal sealed record RequestFacts
{
    /// <summary>The server that was asked.</summary>
    public required Uri Server { get; init; }

    /// <summary>Whether a token was sent.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether that token is a transient one.</summary>
    public bool HasTransientToken { get; init; }

    /// <summary>Whether the request asks for a transient token.</summary>
    public bool MintsToken { get; init; }

    /// <summary>Whether plex.tv was asked, and not a server.</summary>
    public bool IsOfAccount { get; init; }

    /// <summary>The name of the owner of the server, fit to be shown, where that is another person.</summary>
    public string? Owner { get; init; }

    /// <summary>The first version of the server with this endpoint; null where every version has it.</summary>
    public Version? RequiredVersion { get; init; }

    /// <summary>The version of the server, as it gave it.</summary>
    public string? ServerVersion { get; init; }
}
