using System.Collections.Concurrent;

namespace PlexSecurity.Simulator;

/// <summary>The sources in /security/resources.</summary>
public sealed class SourceCatalog
{
    private const string Hash = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    private readonly ConcurrentDictionary<string, SimulatedSource> _sources = new(StringComparer.Ordinal);
    private readonly Func<string> _issueToken;

    internal SourceCatalog(Func<string> issueToken)
    {
        _issueToken = issueToken;
        DefaultServer = Add(new SimulatedSource
        {
            Source = "server://243b7a9e1c5d8f602e4a6c8b0d1f3e5a7cfcb1df",
            Name = "Attic (someone)",
            Connections =
            [
                new("https", "10.0.2.123", $"https://10-0-2-123.{Hash}.plex.direct:32400", 32400, Local: true),
                new("https", "203.0.113.7", $"https://203-0-113-7.{Hash}.plex.direct:32403", 32403),
                new("https", "198.51.100.9", $"https://198-51-100-9.{Hash}.plex.direct:8443", 8443, Relay: true),
            ],
        });
        DefaultProvider = Add(new SimulatedSource
        {
            Source = "provider://tv.plex.provider.podcasts",
            Name = "Podcasts",
            Connections = [new("https", "podcasts.example.org", "https://podcasts.example.org", 443)],
        });
        DefaultEmpty = Add(new SimulatedSource { Source = "server://9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7081929", Name = "Empty" });
    }

    /// <summary>A default source: a server with a local, a remote and a relay connection.</summary>
    public SimulatedSource DefaultServer { get; }

    /// <summary>A default source: the podcasts provider with one connection.</summary>
    public SimulatedSource DefaultProvider { get; }

    /// <summary>A default source: a server without connections.</summary>
    public SimulatedSource DefaultEmpty { get; }

    /// <summary>Creates sources that were not added; null for an unknown source.</summary>
    public Func<string, SimulatedSource?>? Fallback { get; set; }

    /// <summary>Every added source, sorted by identifier.</summary>
    public IReadOnlyList<SimulatedSource> All => [.. _sources.Values.OrderBy(source => source.Source, StringComparer.Ordinal)];

    /// <summary>Adds a source, or replaces the one with the same <see cref="SimulatedSource.Source"/>.</summary>
    /// <returns>The source with its token filled in.</returns>
    public SimulatedSource Add(SimulatedSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _sources[source.Source] = Complete(source);
    }

    /// <summary>Removes a source.</summary>
    public bool Remove(string source) => _sources.TryRemove(source, out _);

    internal SimulatedSource? Find(string source)
    {
        if (_sources.TryGetValue(source, out SimulatedSource? known)) return known;
        return Fallback?.Invoke(source) is { } created ? Complete(created) : null;
    }

    private SimulatedSource Complete(SimulatedSource source) => source with
    {
        ClientIdentifier = source.ClientIdentifier ?? source.Source.Split("://", 2)[^1],
        AccessToken = source.AccessToken ?? _issueToken(),
    };
}
