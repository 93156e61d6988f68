using System.Net;
using PlexSecurity.Http;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity;

/// <summary>The options of a client for a server or for plex.tv.</summary>
public sealed class PlexClientOptions
{
    // The maximum of .NET Framework timers.
    private static readonly TimeSpan MaximumTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly Uri? _proxy;
    private readonly NetworkCredential? _proxyCredential;

    /// <summary>
    /// The timeout of an attempt, for headers and body: up to 24 days, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>
    /// for no timeout.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum number of retries of a call after 429, 502, 503, 504 or a failed connection.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>
    /// The maximum wait before the first retry. It doubles with each retry, and each actual wait is a random part of it.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether to accept any certificate on the first connection, and after that only the same certificate. An attacker who
    /// intercepts the first connection can read the token.
    /// </summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>
    /// The SHA-256 thumbprint of the only accepted certificate, regardless of its issuer: 64 hexadecimal digits, with or without
    /// colons or spaces between the pairs. It requires https: an http address is rejected.
    /// </summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Whether the token may be sent over http to a public address.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>
    /// The proxy, http or https (only http on .NET Framework); null for the system proxy, which is not used for http to private
    /// addresses. A user name and a password in the address are used as <see cref="ProxyCredential"/> if that is not set, and are
    /// removed from the address.
    /// </summary>
    public Uri? Proxy
    {
        get => _proxy;
        init
        {
            _proxy = value is null ? null : ProxyAddress.RemoveCredentials(value);
            _proxyCredential = value is null ? null : ProxyAddress.GetCredentials(value);
        }
    }

    /// <summary>
    /// The credentials for <see cref="Proxy"/>, such as a <see cref="NetworkCredential"/>. They are sent only to the proxy.
    /// </summary>
    public ICredentials? ProxyCredential { get; init; }

    /// <summary>Whether to use no proxy, not even the system proxy. It takes precedence over <see cref="Proxy"/>.</summary>
    public bool NoProxy { get; init; }

    /// <summary>
    /// The identifier of this client at Plex: 1 to 256 visible ASCII characters; null for
    /// <see cref="PlexClientIdentifier.Resolve(string?)"/>.
    /// </summary>
    public string? ClientIdentifier { get; init; }

    /// <summary>
    /// The <c>machineIdentifier</c> that the server must have before a token is sent; null for any Plex server.
    /// </summary>
    public string? ExpectedMachineIdentifier { get; init; }

    /// <summary>Called after each request that was not canceled, on any thread.</summary>
    public Action<PlexAttempt>? OnAttempt { get; init; }

#if NET
    /// <summary>The clock for timeouts, retries and timestamps.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
#endif

    /// <summary>Resolves plex.direct names and private names instead of the system, for tests.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>>? Resolver { get; init; }

    /// <summary>The name of the owner of the server for messages, or null if the user owns it.</summary>
    internal string? Owner { get; init; }

    /// <summary>The address to use instead of the hosts of plex.tv, for tests.</summary>
    internal Uri? AccountServer { get; init; }

    /// <summary>An additional trusted certificate authority, for tests.</summary>
    internal System.Security.Cryptography.X509Certificates.X509Certificate2? ExtraAuthority { get; init; }

    /// <summary>Validates the options and converts them for the transport.</summary>
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
        ProxySettings.Validate(Proxy);
        if (ProxyCredential is not null && Proxy is null)
            throw new ArgumentException("Proxy credentials require a proxy.", nameof(ProxyCredential));
        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan && (Timeout <= TimeSpan.Zero || Timeout > MaximumTimeout))
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
