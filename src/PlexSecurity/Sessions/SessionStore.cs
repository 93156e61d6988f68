using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PlexSecurity.Sessions;

/// <summary>
/// The open sessions of one kind and one runspace, the latest last; that one is the default. To be used on the pipeline's
/// thread, which alone knows its runspace.
/// </summary>
internal sealed class SessionStore<T>
    where T : class, ISession
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore<T>> Stores = new();

    private readonly List<T> _sessions = [];

    public static SessionStore<T> OfThisRunspace => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    public T? Default => Open.Count == 0 ? null : _sessions[_sessions.Count - 1];

    /// <summary>The open sessions, the default first.</summary>
    public IReadOnlyList<T> All => Enumerable.Reverse(Open).ToArray();

    public void Add(T session) => _sessions.Add(session);

    public void DisconnectAll()
    {
        foreach (T session in Open)
            session.Disconnect();
    }

    /// <summary>Another runspace may have disconnected a session it was handed; such a one is forgotten here.</summary>
    private List<T> Open
    {
        get
        {
            _sessions.RemoveAll(static session => !session.IsConnected);
            return _sessions;
        }
    }
}
