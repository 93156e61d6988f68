namespace PlexSecurity;

/// <summary>A device that holds a token of an account, as plex.tv lists it. The token in the answer is not kept.</summary>
public sealed class PlexAccountDevice
{
    internal PlexAccountDevice(string id)
    {
        Id = id;
    }

    /// <summary>What plex.tv calls it by: <see cref="PlexAccountClient.RemoveDeviceAsync"/> takes it.</summary>
    public string Id { get; }

    /// <summary>The name of the device, where it was given.</summary>
    public string? Name { get; internal init; }

    /// <summary>The product on it, such as <c>Plex Web</c>, where it was given.</summary>
    public string? Product { get; internal init; }

    /// <summary>The version of the product, where it was given.</summary>
    public string? Version { get; internal init; }

    /// <summary>The platform, such as <c>Linux</c>, where it was given.</summary>
    public string? Platform { get; internal init; }

    /// <summary>What it provides, such as <c>server</c> or <c>player</c>.</summary>
    public IReadOnlyList<string> Provides { get; internal init; } = [];

    /// <summary>The identifier of the client on it, where it was given; a server's is its machine identifier.</summary>
    public string? ClientIdentifier { get; internal init; }

    /// <summary>When it signed in, where that was given.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When plex.tv last saw it, where that was given.</summary>
    public DateTimeOffset? LastSeenAt { get; internal init; }

    /// <summary>The public address it was last seen at, where that was given.</summary>
    public string? PublicAddress { get; internal init; }

    /// <summary>Whether it is the client that asked.</summary>
    public bool IsThisClient { get; internal init; }

    /// <summary>The name of the device, or else its number.</summary>
    /// <returns>Such as <c>Old phone</c>.</returns>
    public override string ToString() => Name ?? Id;
}
