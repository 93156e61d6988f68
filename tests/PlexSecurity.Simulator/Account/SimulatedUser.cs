namespace PlexSecurity.Simulator;

/// <summary>The user of an account, as in /api/v2/user.</summary>
public sealed record SimulatedUser
{
    /// <summary>The ID of the account.</summary>
    public long Id { get; init; } = 4711001;

    /// <summary>The UUID of the account.</summary>
    public string Uuid { get; init; } = "5f0e1d2c3b4a5968";

    /// <summary>The user name.</summary>
    public string Username { get; init; } = "someone";

    /// <summary>The display name.</summary>
    public string Title { get; init; } = "someone";

    /// <summary>The email address.</summary>
    public string Email { get; init; } = "someone@example.org";

    /// <summary>Whether the sign-in requires a second factor.</summary>
    public bool TwoFactorEnabled { get; init; }

    /// <summary>Whether a subscription is active.</summary>
    public bool SubscriptionActive { get; init; } = true;
}
