using System.Net;
using System.Net.Sockets;
using PlexSecurity.Networking;

namespace PlexSecurity.Connections;

/// <summary>
/// The one place that chooses the best address of a source: local before remote before relay, https before http, IPv4 before
/// IPv6, then the fastest; local addresses of another person's server come last. An address of a better rank gets a short head
/// start over those that have answered; then the best so far wins, so that a dead address is never waited for. It has no
/// sockets and no clock.
/// </summary>
internal sealed class ConnectionSelector
{
    /// <summary>How long after the first success a better address may still answer.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(300);

    private readonly Dictionary<PlexConnection, int> _pending;
    private readonly List<(PlexConnection Connection, int Rank, TimeSpan At)> _successes = [];

    /// <summary>Starts with no address having answered.</summary>
    /// <param name="connections">The addresses that are asked, each once.</param>
    public ConnectionSelector(IEnumerable<PlexConnection> connections) =>
        _pending = connections.ToDictionary(static connection => connection, Rank);

    /// <summary>The best address that has answered so far, or null.</summary>
    public PlexConnection? Best => Leader?.Connection;

    /// <summary>Whether every address has answered or failed.</summary>
    public bool IsComplete => _pending.Count == 0;

    /// <summary>
    /// When waiting for a better one ends, on the clock of <see cref="Succeeded"/>; null while none has answered.
    /// </summary>
    public TimeSpan? Deadline => _successes.Count == 0 ? null : _successes.Min(static success => success.At) + HeadStart;

    /// <summary>Of those within the head start the best rank, and of that the fastest.</summary>
    private (PlexConnection Connection, int Rank, TimeSpan At)? Leader => _successes.Count == 0
        ? null
        : _successes.Where(success => success.At < Deadline)
            .OrderBy(static success => success.Rank)
            .ThenBy(static success => success.At)
            .First();

    /// <summary>The rank of an address; the lower, the better.</summary>
    /// <param name="connection">The address.</param>
    /// <returns>A number that is the same for addresses of which neither is to be preferred.</returns>
    public static int Rank(PlexConnection connection)
    {
        int route = connection switch
        {
            { Relay: true } => 2,
            { Local: true, IsOfOther: true } => 3,
            { Local: true } => 0,
            _ => 1,
        };
        int security = connection.Uri.Scheme == Uri.UriSchemeHttps ? 0 : 1;
        int family = AddressOf(connection) is { AddressFamily: AddressFamily.InterNetworkV6 } ? 1 : 0;
        return (route * 4) + (security * 2) + family;
    }

    /// <summary>
    /// Takes note that an address answered as the source. Too late after the first success, it is not chosen any more.
    /// </summary>
    /// <param name="connection">The address.</param>
    /// <param name="at">When, on any clock that starts before the first question.</param>
    public void Succeeded(PlexConnection connection, TimeSpan at)
    {
        if (!_pending.TryGetValue(connection, out int rank))
            return;
        _pending.Remove(connection);
        _successes.Add((connection, rank, at));
    }

    /// <summary>Takes note that an address will not do.</summary>
    /// <param name="connection">The address.</param>
    public void Failed(PlexConnection connection) => _pending.Remove(connection);

    /// <summary>Whether <see cref="Best"/> will not change any more.</summary>
    /// <param name="now">The time, on the clock of <see cref="Succeeded"/>.</param>
    /// <returns>True where no better address is waited for, or the head start is over.</returns>
    public bool IsCertain(TimeSpan now) =>
        Leader is { } leader && (now >= Deadline || !_pending.Values.Any(rank => rank < leader.Rank));

    public static bool IsLinkLocal(PlexConnection connection) => AddressOf(connection) is { IsIPv6LinkLocal: true };

    private static IPAddress? AddressOf(PlexConnection connection) =>
        IPAddress.TryParse(connection.Uri.DnsSafeHost, out IPAddress? address)
        || PlexDirectName.TryGetAddress(connection.Uri.IdnHost, out address)
            ? address
            : null;
}
