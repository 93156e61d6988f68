namespace PlexSecurity.Sessions;

/// <summary>What a runspace keeps open until it is disconnected.</summary>
internal interface ISession
{
    /// <summary>Whether it was not ended since.</summary>
    bool IsConnected { get; }

    /// <summary>Ends it. A second time does nothing.</summary>
    void Disconnect();
}
