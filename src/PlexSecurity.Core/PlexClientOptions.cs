namespace PlexSecurity;

/// <summary>How a <see cref="PlexServerClient"/> talks to its server.</summary>
public sealed class PlexClientOptions
{
    // The most that a timer of .NET Framework takes.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The time of one attempt, headers and body: up to 24 days, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is tried again after 429, 502, 503, 504 or a failed connection.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>The longest wait before the first retry; it doubles with each, and the actual wait is drawn at random below it.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Accept any certificate. Whoever sits between can then read the token.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The SHA-256 thumbprint, 64 hexadecimal digits, of the one certificate to accept, whoever signed it.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Send the token over http also to a public address.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>The proxy to go through; null for the system's, which is not used for http to private addresses.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Go through no proxy, not even the system's, whatever <see cref="Proxy"/> says.</summary>
    public bool NoProxy { get; init; }

    /// <summary>What names this client to Plex: 1 to 256 visible ASCII characters; null for <see cref="PlexClientIdentifier.Resolve(string?)"/>.</summary>
    public string? ClientIdentifier { get; init; }

    /// <summary>The <c>machineIdentifier</c> the server must have before a token is sent; null for any Plex server.</summary>
    public string? ExpectedMachineIdentifier { get; init; }

    /// <summary>Where the servers of an account are listed.</summary>
    public Uri AccountServer { get; init; } = new("https://clients.plex.tv/");

    /// <summary>Called after each request that was sent, on any thread.</summary>
    public Action<PlexAttempt>? OnAttempt { get; init; }

#if NET
    /// <summary>The clock for timeouts, waits between retries and times of issue.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal Clock Clock => new(TimeProvider);
#else
    internal Clock Clock { get; } = new();
#endif

    /// <summary>The same towards plex.tv: what is allowed towards a server of one's own is not allowed there.</summary>
    internal PlexClientOptions ForAccount(Action<PlexAttempt>? observer) => new()
    {
        AccountServer = AccountServer,
        OnAttempt = observer,
        Timeout = Timeout,
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = RetryInterval,
        Proxy = Proxy,
        NoProxy = NoProxy,
        ClientIdentifier = ClientIdentifier,
        ExtraAuthority = ExtraAuthority,
#if NET
        TimeProvider = TimeProvider,
#endif
    };

    /// <summary>The same for asking many addresses who they are: each at once, once, and within the time.</summary>
    internal PlexClientOptions ForProbe(TimeSpan timeout, Action<PlexAttempt>? observer) => new()
    {
        Timeout = timeout,
        MaximumRetryCount = 0,
        SkipCertificateCheck = SkipCertificateCheck,
        CertificateThumbprint = CertificateThumbprint,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        Proxy = Proxy,
        NoProxy = NoProxy,
        OnAttempt = observer,
        Resolver = Resolver,
        ExtraAuthority = ExtraAuthority,
#if NET
        TimeProvider = TimeProvider,
#endif
    };

    /// <summary>What finds the addresses of a plex.direct name in place of the system, for tests.</summary>
    internal Func<string, CancellationToken, Task<System.Net.IPAddress[]>>? Resolver { get; init; }

    /// <summary>More authorities to trust, for tests against a server with a certificate of their own.</summary>
    internal System.Security.Cryptography.X509Certificates.X509Certificate2? ExtraAuthority { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range; found here, and not in the middle of a call.</exception>
    internal void RequireValid()
    {
        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan && (Timeout <= TimeSpan.Zero || Timeout > LongestTimeout))
            throw new ArgumentException("The timeout is neither a time up to 24 days nor infinite.", nameof(Timeout));
        if (MaximumRetryCount < 0)
            throw new ArgumentException("The number of retries is negative.", nameof(MaximumRetryCount));
        if (RetryInterval < TimeSpan.Zero)
            throw new ArgumentException("The interval of retries is negative.", nameof(RetryInterval));
        if (ClientIdentifier is not null && !PlexClientIdentifier.IsValid(ClientIdentifier))
            throw new ArgumentException("The client identifier is not 1 to 256 visible ASCII characters.", nameof(ClientIdentifier));
    }
}
