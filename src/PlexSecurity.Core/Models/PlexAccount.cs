namespace PlexSecurity;

/// <summary>The user of a plex.tv account: the response of <c>GET /api/v2/user</c>, without the token in it.</summary>
public sealed class PlexAccount
{
    internal PlexAccount(string username)
    {
        Username = username;
    }

    /// <summary>The number of the account, where it was given.</summary>
    public string? Id { get; internal init; }

    /// <summary>The name of the user.</summary>
    public string Username { get; }

    /// <summary>The name to show, where it was given.</summary>
    public string? Title { get; internal init; }

    /// <summary>The e-mail address, where it was given.</summary>
    public string? Email { get; internal init; }

    /// <summary>Whether signing in needs a second factor; null where that was not given.</summary>
    public bool? TwoFactorEnabled { get; internal init; }

    /// <summary>Whether the account has an active subscription; null where that was not given.</summary>
    public bool? HasSubscription { get; internal init; }

    /// <summary>The name of the user.</summary>
    /// <returns><see cref="Username"/>.</returns>
    public override string ToString() => Username;
}
