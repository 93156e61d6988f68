namespace PlexSecurity;

/// <summary>The <c>type</c> of a transient token: the only value that Plex documents.</summary>
public enum PlexTokenType
{
    /// <summary>The token acts for the caller.</summary>
    Delegation,
}
