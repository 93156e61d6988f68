using System.Collections.Immutable;
using System.Security.Cryptography;

namespace PlexSecurity.Simulator;

/// <summary>The tokens of the server: two permanent account tokens, and transient ones for 48 hours or until a restart.</summary>
internal sealed class TokenStore(TimeProvider clock, string? adminToken, bool keepHistory)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (AccessLevel Level, DateTimeOffset Expires)> _transient = new(StringComparer.Ordinal);
    private readonly List<string> _issued = [];
    private volatile ImmutableList<Func<string, AccessLevel>> _trusted = [];

    public string Admin { get; } = adminToken ?? RandomNumberGenerator.GetString(Alphabet, 20);

    public string Shared { get; } = RandomNumberGenerator.GetString(Alphabet, 20);

    public IReadOnlyCollection<string> Issued
    {
        get { lock (_lock) return [.. _issued]; }
    }

    public string Mint(AccessLevel level)
    {
        string token = NewTransient();
        lock (_lock) _transient[token] = (level, clock.GetUtcNow() + Lifetime);
        return token;
    }

    /// <summary>Creates a transient token of another server. It is invalid here, but leak tests search for it.</summary>
    public string MintForeign() => NewTransient();

    public Caller Identify(string? token)
    {
        if (string.IsNullOrEmpty(token)) return default;
        if (token == Admin) return new(AccessLevel.Admin, IsTransient: false);
        if (token == Shared) return new(AccessLevel.Shared, IsTransient: false);
        lock (_lock)
        {
            if (_transient.TryGetValue(token, out var known) && clock.GetUtcNow() < known.Expires)
                return new(known.Level, IsTransient: true);
        }

        return new(_trusted.Select(level => level(token)).DefaultIfEmpty().Max(), IsTransient: false);
    }

    /// <summary>Also accepts the tokens of an account while the account confirms them.</summary>
    public void Trust(Func<string, AccessLevel> account)
    {
        lock (_lock) _trusted = _trusted.Add(account);
    }

    public void DestroyTransient()
    {
        lock (_lock) _transient.Clear();
    }

    private string NewTransient()
    {
        string token = $"transient-{Guid.NewGuid()}";
        if (keepHistory)
        {
            lock (_lock) _issued.Add(token);
        }

        return token;
    }
}
