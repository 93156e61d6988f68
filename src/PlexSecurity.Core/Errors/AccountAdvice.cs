namespace PlexSecurity.Errors;

/// <summary>The recommended action for a failure of plex.tv, where server parameters do not apply.</summary>
internal static class AccountAdvice
{
    public static string For(PlexError error, bool hasToken) => error switch
    {
        PlexError.Unauthorized or PlexError.Forbidden when !hasToken =>
            "Try again later: plex.tv does not accept a sign-in from this client now.",
        PlexError.Unauthorized => "Check the token: it may be revoked, or it may not belong to a plex.tv account. "
            + "Then sign in again with Connect-PlexAccount, or connect again with Connect-PlexServer and a valid token.",
        PlexError.Forbidden => "The account is not authorized for this request. Check the account at plex.tv.",
        PlexError.NotFound => "The item may already be removed. List the items again.",
        PlexError.RateLimited => "Wait before you try again: plex.tv limits the number of requests.",
        PlexError.ServerUnavailable => "Try again later: plex.tv is unavailable.",
        PlexError.Timeout => "Check the network, or allow more time with -TimeoutSec when you sign in or connect.",
        PlexError.ConnectionFailed => "Check the network, the DNS and the firewall between this machine and plex.tv.",
        PlexError.TlsFailed => "Check the clock of this machine, and whether a firewall intercepts TLS connections. "
            + "The certificate of plex.tv is always checked.",
        _ => "Check whether a network sign-in page replaced the response of plex.tv. Otherwise, update PlexSecurity.",
    };
}
