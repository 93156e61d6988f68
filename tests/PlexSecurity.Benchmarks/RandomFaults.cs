using System.Collections.Concurrent;

namespace PlexSecurity.Benchmarks;

/// <summary>Random faults, the same in each run, and the count of each.</summary>
internal sealed class RandomFaults
{
    /// <summary>A token request whose connection closes without a response. It is not retried.</summary>
    public const string DroppedMint = "drop of a mint";

    private const int Seed = 20260000;

    private static readonly (string Name, int PerMille, Func<Random, Fault> Make)[] Kinds =
    [
        ("delay", 100, static random => Fault.Delay(TimeSpan.FromMilliseconds(random.Next(5, 50)))),
        ("drop", 30, static _ => Fault.Drop()),
        ("drop-after-headers", 10, static _ => Fault.DropAfterHeaders()),
        ("truncate", 10, static random => Fault.Truncate(random.Next(1, 40))),
        ("503", 30, static _ => Fault.Status(503)),
        ("429", 20, static _ => Fault.Status(429, retryAfter: "0")),
        ("html", 5, static _ => Fault.Html()),
        ("hang", 1, static _ => Fault.Hang()),
    ];

    private readonly ConcurrentDictionary<string, int> _counts = new(
        Kinds.Select(static kind => kind.Name).Append(DroppedMint).ToDictionary(static name => name, static _ => 0));
    private int _requests;

    public int Requests => _requests;

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public Fault? Decide(RecordedRequest request)
    {
        if (!request.Path.StartsWith("/security/", StringComparison.Ordinal))
            return null;
        Random random = new(Seed + Interlocked.Increment(ref _requests));
        int dice = random.Next(1000);
        var (name, _, make) = Array.Find(Kinds, kind => (dice -= kind.PerMille) < 0);
        if (name is not null)
        {
            string counted = name == "drop" && request.Method == "POST" ? DroppedMint : name;
            _counts.AddOrUpdate(counted, 1, static (_, count) => count + 1);
        }

        return make?.Invoke(random);
    }
}
