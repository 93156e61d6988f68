namespace PlexSecurity;

/// <summary>The <c>scope</c> of a transient token: the only value that Plex documents.</summary>
public enum PlexTokenScope
{
    /// <summary>All that the caller's own token may do.</summary>
    All,
}
