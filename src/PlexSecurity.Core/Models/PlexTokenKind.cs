namespace PlexSecurity;

/// <summary>The kind of a token. The prefix <c>transient-</c> marks a transient token.</summary>
public enum PlexTokenKind
{
    /// <summary>A permanent token of an account or a device.</summary>
    Account,

    /// <summary>A temporary token. It is valid for at most 48 hours, and expires when the server restarts.</summary>
    Transient,
}
