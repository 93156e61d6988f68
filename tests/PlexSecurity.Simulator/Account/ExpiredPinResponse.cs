namespace PlexSecurity.Simulator;

/// <summary>The response of plex.tv for an expired pin. Reports differ.</summary>
public enum ExpiredPinResponse
{
    /// <summary>404 with code 1020.</summary>
    NotFound,

    /// <summary>200 with a null token.</summary>
    NullToken,
}
