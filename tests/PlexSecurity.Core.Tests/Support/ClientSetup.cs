using System.Net;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>Options for tests: one attempt, no system proxy, and not the client identifier of the user.</summary>
internal sealed record ClientSetup
{
    public string ClientIdentifier { get; init; } = "core-tests";

    public TimeSpan Timeout { get; init; } = TestTimeout.Limit;

    public int Retries { get; init; }

    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(1);

    public bool SkipCertificateCheck { get; init; }

    public string? Thumbprint { get; init; }

    public bool AllowUnencrypted { get; init; }

    public Uri? Proxy { get; init; }

    public ICredentials? ProxyLogin { get; init; }

    public bool NoProxy { get; init; } = true;

    public string? ExpectedMachine { get; init; }

    public Action<PlexAttempt>? OnAttempt { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public X509Certificate2? Authority { get; init; }

    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolver { get; init; }

    public Uri? AccountServer { get; init; }

    public PlexServerClient Connect(Uri server, string token)
    {
        PlexToken secret = new(token);
        return new PlexServerClient(server, secret, ToOptions());
    }

    public TransportOptions ToTransport() => ToOptions().ToTransport();

    public PlexClientOptions ToOptions()
    {
        PlexClientOptions defaults = new();
        return new PlexClientOptions
        {
            ClientIdentifier = ClientIdentifier,
            Timeout = Timeout,
            MaximumRetryCount = Retries,
            RetryInterval = RetryInterval,
            SkipCertificateCheck = SkipCertificateCheck,
            CertificateThumbprint = Thumbprint,
            AllowUnencryptedAuthentication = AllowUnencrypted,
            Proxy = Proxy,
            ProxyCredential = ProxyLogin,
            NoProxy = NoProxy,
            ExpectedMachineIdentifier = ExpectedMachine,
            OnAttempt = OnAttempt,
            TimeProvider = Time,
            ExtraAuthority = Authority,
            Resolver = Resolver,
            AccountServer = AccountServer ?? defaults.AccountServer,
        };
    }
}
