namespace PlexSecurity;

/// <summary>The <c>scope</c> of a transient token: the only value that Plex documents.</summary>
public enum PlexTokenScope
{
    /// <summary>All rights of the token of the caller.</summary>
    All,
}
