namespace PlexSecurity;

/// <summary>A device that holds a token of an account. The token in the response is not kept.</summary>
public sealed class PlexAccountDevice
{
    internal PlexAccountDevice(string id) => Id = id;

    /// <summary>The id of the device, for <see cref="PlexAccountClient.RemoveDeviceAsync"/>.</summary>
    public string Id { get; }

    /// <summary>The name of the device; null if it is unknown.</summary>
    public string? Name { get; internal init; }

    /// <summary>The product, such as <c>Plex Web</c>; null if it is unknown.</summary>
    public string? Product { get; internal init; }

    /// <summary>The version of the product; null if it is unknown.</summary>
    public string? Version { get; internal init; }

    /// <summary>The platform, such as <c>Linux</c>; null if it is unknown.</summary>
    public string? Platform { get; internal init; }

    /// <summary>The capabilities, such as <c>server</c> or <c>player</c>.</summary>
    public IReadOnlyList<string> Provides { get; internal init; } = [];

    /// <summary>The client identifier; null if it is unknown. For a server, it is the machine identifier.</summary>
    public string? ClientIdentifier { get; internal init; }

    /// <summary>The time of the sign-in; null if it is unknown.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>The time when plex.tv last saw the device; null if it is unknown.</summary>
    public DateTimeOffset? LastSeenAt { get; internal init; }

    /// <summary>The public address at that time; null if it is unknown.</summary>
    public string? PublicAddress { get; internal init; }

    /// <summary>Whether the device is this client.</summary>
    public bool IsThisClient { get; internal init; }

    /// <summary>The name of the device, or its id if the name is unknown.</summary>
    /// <returns>Such as <c>Old phone</c>.</returns>
    public override string ToString() => Name ?? Id;
}
