namespace PlexSecurity;

/// <summary>The user of a plex.tv account, from <c>GET /api/v2/user</c>, without the token in the response.</summary>
public sealed class PlexAccount
{
    internal PlexAccount(string username) => Username = username;

    /// <summary>The number of the account; null if it is unknown.</summary>
    public string? Id { get; internal init; }

    /// <summary>The name of the user.</summary>
    public string Username { get; }

    /// <summary>The name to show; null if it is unknown.</summary>
    public string? Title { get; internal init; }

    /// <summary>The e-mail address; null if it is unknown.</summary>
    public string? Email { get; internal init; }

    /// <summary>Whether the sign-in requires a second factor; null if it is unknown.</summary>
    public bool? TwoFactorEnabled { get; internal init; }

    /// <summary>Whether the account has an active subscription; null if it is unknown.</summary>
    public bool? HasSubscription { get; internal init; }

    /// <summary>The name of the user.</summary>
    /// <returns><see cref="Username"/>.</returns>
    public override string ToString() => Username;
}
