using System.Net;
using PlexSecurity.Http;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity;

/// <summary>How a client talks to its server or to plex.tv.</summary>
public sealed class PlexClientOptions
{
    // The most that a timer of .NET Framework takes.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly Uri? _proxy;
    private readonly NetworkCredential? _proxyCredential;

    /// <summary>
    /// The time of one attempt, headers and body: up to 24 days, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for
    /// no limit.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of retries of a call after 429, 502, 503, 504 or a failed connection.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>
    /// The longest wait before the first retry; it doubles with each, and the actual wait is drawn at random below it.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Accept any certificate, and from then on only the first one seen. Whoever sits between from the start can read the token.
    /// </summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>
    /// The SHA-256 thumbprint of the one certificate to accept, whoever signed it: 64 hexadecimal digits, with or without colons
    /// or spaces between the pairs. It means https: an http address is refused.
    /// </summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Send the token over http also to a public address.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>
    /// The proxy to go through, of http or https (of http only on .NET Framework); null for the system's, which is not used for
    /// http to private addresses. A user and a password in the address are used as <see cref="ProxyCredential"/>, where that is
    /// not given, and are not kept in this address.
    /// </summary>
    public Uri? Proxy
    {
        get => _proxy;
        init
        {
            _proxy = value is null ? null : ProxyAddress.WithoutCredentials(value);
            _proxyCredential = value is null ? null : ProxyAddress.CredentialsIn(value);
        }
    }

    /// <summary>The credentials for <see cref="Proxy"/>, such as a <see cref="NetworkCredential"/>; for it alone.</summary>
    public ICredentials? ProxyCredential { get; init; }

    /// <summary>Go through no proxy, not even the system's, whatever <see cref="Proxy"/> says.</summary>
    public bool NoProxy { get; init; }

    /// <summary>
    /// What names this client to Plex: 1 to 256 visible ASCII characters; null for
    /// <see cref="PlexClientIdentifier.Resolve(string?)"/>.
    /// </summary>
    public string? ClientIdentifier { get; init; }

    /// <summary>The <c>machineIdentifier</c> the server must have before a token is sent; null for any Plex server.</summary>
    public string? ExpectedMachineIdentifier { get; init; }

    /// <summary>Called after each request that was sent, on any thread.</summary>
    public Action<PlexAttempt>? OnAttempt { get; init; }

#if NET
    /// <summary>The clock for timeouts, waits between retries and times of issue.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
#endif

    /// <summary>Resolves plex.direct and private names in place of the system, for tests.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>>? Resolver { get; init; }

    /// <summary>The name of the owner of the server, where that is another person; for advice.</summary>
    internal string? Owner { get; init; }

    /// <summary>What is asked in place of the hosts of plex.tv, for tests.</summary>
    internal Uri? AccountServer { get; init; }

    /// <summary>An authority to trust besides those of the system, for tests.</summary>
    internal System.Security.Cryptography.X509Certificates.X509Certificate2? ExtraAuthority { get; init; }

    /// <summary>The options as requests need them. A value that would fail in the middle of a request fails here.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidThumbprint"/>; <see cref="PlexError.InvalidUri"/>: of the proxy.
    /// </exception>
    internal TransportOptions ToTransport()
    {
        RequireValid();
        Lazy<string> identifier = new(() => ClientIdentifier ?? PlexClientIdentifier.Resolve().Value);
        return new TransportOptions
        {
            Timeout = Timeout,
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = RetryInterval,
            ClientIdentifier = () => identifier.Value,
            Channel = new ChannelPolicy
            {
                SkipCertificateCheck = SkipCertificateCheck,
                Thumbprint = CertificateThumbprint is null ? null : Security.CertificateThumbprint.Parse(CertificateThumbprint),
                AllowUnencrypted = AllowUnencryptedAuthentication,
                Proxy = new ProxySettings(Proxy, ProxyCredential ?? _proxyCredential, NoProxy),
            },
            Resolver = Resolver,
            Owner = Owner,
            ExtraAuthority = ExtraAuthority,
#if NET
            Clock = new Clock(TimeProvider),
#else
            Clock = new Clock(),
#endif
        };
    }

    private void RequireValid()
    {
        ProxySettings.Require(Proxy);
        if (ProxyCredential is not null && Proxy is null)
            throw new ArgumentException("Proxy credentials require a proxy.", nameof(ProxyCredential));
        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan && (Timeout <= TimeSpan.Zero || Timeout > LongestTimeout))
            throw new ArgumentException(
                "The timeout must be greater than zero and at most 24 days, or infinite.", nameof(Timeout));
        if (MaximumRetryCount < 0)
            throw new ArgumentException("The number of retries must not be negative.", nameof(MaximumRetryCount));
        if (RetryInterval < TimeSpan.Zero)
            throw new ArgumentException("The retry interval must not be negative.", nameof(RetryInterval));
        if (ClientIdentifier is not null && !PlexClientIdentifier.IsValid(ClientIdentifier))
            throw new ArgumentException(
                "The client identifier must be 1 to 256 visible ASCII characters.", nameof(ClientIdentifier));
    }
}
