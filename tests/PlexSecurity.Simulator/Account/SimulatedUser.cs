namespace PlexSecurity.Simulator;

/// <summary>The person of an account, as /api/v2/user tells.</summary>
public sealed record SimulatedUser
{
    /// <summary>The number of the account.</summary>
    public long Id { get; init; } = 4711001;

    /// <summary>The identifier of the account.</summary>
    public string Uuid { get; init; } = "5f0e1d2c3b4a5968";

    /// <summary>The name to sign in with.</summary>
    public string Username { get; init; } = "someone";

    /// <summary>The name to show.</summary>
    public string Title { get; init; } = "someone";

    /// <summary>The address for mail.</summary>
    public string Email { get; init; } = "someone@example.org";

    /// <summary>Whether signing in takes a second factor.</summary>
    public bool TwoFactorEnabled { get; init; }

    /// <summary>Whether a subscription is active.</summary>
    public bool SubscriptionActive { get; init; } = true;
}
