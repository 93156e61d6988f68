using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PlexSecurity.Sessions;

/// <summary>
/// The open sessions of one runspace, the latest last; that one is the default. To be used on the pipeline's thread, which alone
/// knows its runspace.
/// </summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    private readonly List<PlexServerSession> _sessions = [];

    public static SessionStore OfThisRunspace => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    public PlexServerSession? Default => Open.Count == 0 ? null : _sessions[_sessions.Count - 1];

    /// <summary>The open sessions, the default first.</summary>
    public IReadOnlyList<PlexServerSession> All => Enumerable.Reverse(Open).ToArray();

    public void Add(PlexServerSession session) => _sessions.Add(session);

    public void DisconnectAll()
    {
        foreach (PlexServerSession session in Open)
            session.Disconnect();
    }

    /// <summary>Another runspace may have disconnected a session it was handed; such a one is forgotten here.</summary>
    private List<PlexServerSession> Open
    {
        get
        {
            _sessions.RemoveAll(static session => !session.IsConnected);
            return _sessions;
        }
    }
}
