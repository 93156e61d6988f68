using System.Net;
using System.Net.Sockets;
using PlexSecurity.Networking;

namespace PlexSecurity.Connections;

/// <summary>
/// Selects the best address of a source: local before remote before relay, https before http, IPv4 before IPv6, then the fastest.
/// Local addresses of a server that another person shares come last. After the first response, an address with a better rank has
/// a short head start; then the best address so far is selected, so that unreachable addresses cause no delay. The class uses no
/// sockets and no clock.
/// </summary>
internal sealed class ConnectionSelector
{
    /// <summary>The time after the first success in which a better address can still respond.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(300);

    private readonly Dictionary<PlexConnection, int> _pending;
    private readonly List<(PlexConnection Connection, int Rank, TimeSpan At)> _successes = [];

    /// <param name="connections">The addresses that are tested, without duplicates.</param>
    public ConnectionSelector(IEnumerable<PlexConnection> connections) =>
        _pending = connections.ToDictionary(static connection => connection, Rank);

    /// <summary>The best address that has responded so far, or null.</summary>
    public PlexConnection? Best => Leader?.Connection;

    /// <summary>The end of the head start, on the clock of <see cref="AddSuccess"/>; null if no address has responded.</summary>
    public TimeSpan? Deadline => _successes.Count == 0 ? null : _successes.Min(static success => success.At) + HeadStart;

    /// <summary>The fastest address with the best rank, within the head start.</summary>
    private (PlexConnection Connection, int Rank, TimeSpan At)? Leader => _successes.Count == 0
        ? null
        : _successes.Where(success => success.At < Deadline)
            .OrderBy(static success => success.Rank)
            .ThenBy(static success => success.At)
            .First();

    /// <summary>Gets the rank of an address. A lower rank is better. Addresses of equal preference have the same rank.</summary>
    public static int Rank(PlexConnection connection)
    {
        int route = connection switch
        {
            { Relay: true } => 2,
            { Local: true, IsShared: true } => 3,
            { Local: true } => 0,
            _ => 1,
        };
        int security = connection.Uri.Scheme == Uri.UriSchemeHttps ? 0 : 1;
        int family = AddressOf(connection) is { AddressFamily: AddressFamily.InterNetworkV6 } ? 1 : 0;
        return (route * 4) + (security * 2) + family;
    }

    /// <summary>
    /// Records that an address responded as the source, at a time on any clock that starts before the first request. An address
    /// that responds after the head start is not selected.
    /// </summary>
    public void AddSuccess(PlexConnection connection, TimeSpan at)
    {
        if (!_pending.TryGetValue(connection, out int rank))
            return;
        _pending.Remove(connection);
        _successes.Add((connection, rank, at));
    }

    /// <summary>Records that an address cannot be used.</summary>
    public void AddFailure(PlexConnection connection) => _pending.Remove(connection);

    /// <summary>Whether <see cref="Best"/> is final: no better address is pending, or the head start has ended.</summary>
    public bool IsCertain(TimeSpan now) =>
        Leader is { } leader && (now >= Deadline || !_pending.Values.Any(rank => rank < leader.Rank));

    public static bool IsLinkLocal(PlexConnection connection) => AddressOf(connection) is { IsIPv6LinkLocal: true };

    private static IPAddress? AddressOf(PlexConnection connection) =>
        IPAddress.TryParse(connection.Uri.DnsSafeHost, out IPAddress? address)
        || PlexDirectName.TryGetAddress(connection.Uri.IdnHost, out address)
            ? address
            : null;
}
