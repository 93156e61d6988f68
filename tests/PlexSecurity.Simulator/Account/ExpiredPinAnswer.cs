namespace PlexSecurity.Simulator;

/// <summary>What plex.tv says of a pin that has expired: reports differ.</summary>
public enum ExpiredPinAnswer
{
    /// <summary>404 with code 1020.</summary>
    NotFound,

    /// <summary>200 with a null token.</summary>
    NullToken,
}
