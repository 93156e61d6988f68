namespace PlexSecurity.Sessions;

/// <summary>A session of a runspace.</summary>
internal interface ISession
{
    /// <summary>Whether the session is open.</summary>
    bool IsConnected { get; }

    /// <summary>Closes the session. Further calls have no effect.</summary>
    void Disconnect();
}
