namespace PlexSecurity.Errors;

/// <summary>What to do about a failure of plex.tv, where nothing that a user sets for a server of their own helps.</summary>
internal static class AccountAdvice
{
    public static string For(PlexError error) => error switch
    {
        PlexError.Unauthorized => "Check the token: it may be revoked, or not be one of a plex.tv account. "
            + "Then sign in again with Connect-PlexAccount, or connect again with Connect-PlexServer and a valid token.",
        PlexError.Forbidden => "plex.tv does not allow this to the account: check the account at plex.tv.",
        PlexError.RateLimited => "Wait a while: plex.tv counts the requests of an account.",
        PlexError.ServerUnavailable => "Try again later: plex.tv is not available at the moment.",
        PlexError.Timeout => "Check the network, or allow more time with -TimeoutSec when you sign in or connect.",
        PlexError.ConnectionFailed => "Check that this machine reaches plex.tv: its network and DNS, and what is on the way.",
        PlexError.TlsFailed => "Check the clock of this machine, and whether a filter on the way opens secure connections. "
            + "The certificate of plex.tv is always checked.",
        _ => "Check that nothing answers in the place of plex.tv, such as the sign-in page of a network; "
            + "otherwise update PlexSecurity.",
    };
}
