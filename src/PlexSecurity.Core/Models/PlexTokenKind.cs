namespace PlexSecurity;

/// <summary>How long a token lives; its <c>transient-</c> prefix tells.</summary>
public enum PlexTokenKind
{
    /// <summary>A permanent token of an account or a device.</summary>
    Account,

    /// <summary>A temporary token: at most 48 hours, and gone when the server restarts.</summary>
    Transient,
}
