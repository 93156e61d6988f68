using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PlexSecurity.Sessions;

/// <summary>
/// The open sessions of a runspace. The last one is the default. Use it only on the pipeline thread, which knows its runspace.
/// </summary>
internal sealed class SessionStore<T>
    where T : class, ISession
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore<T>> Stores = new();

    private readonly List<T> _sessions = [];

    public static SessionStore<T> Current => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    public T? Default => Open.Count == 0 ? null : _sessions[_sessions.Count - 1];

    /// <summary>The open sessions, the default first.</summary>
    public IReadOnlyList<T> All => Enumerable.Reverse(Open).ToArray();

    public void Add(T session) => _sessions.Add(session);

    public void DisconnectAll()
    {
        foreach (T session in Open)
            session.Disconnect();
    }

    /// <summary>The open sessions. A session that another runspace has disconnected is removed.</summary>
    private List<T> Open
    {
        get
        {
            _sessions.RemoveAll(static session => !session.IsConnected);
            return _sessions;
        }
    }
}
