using System.Net;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>How requests are sent. <see cref="PlexClientOptions"/> is the public form, and checks the values.</summary>
internal sealed record TransportOptions
{
    /// <summary>The time of one attempt, headers and body, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>.</summary>
    public required TimeSpan Timeout { get; init; }

    public required int MaximumRetryCount { get; init; }

    /// <summary>The longest wait before the first retry.</summary>
    public required TimeSpan RetryInterval { get; init; }

    public required ChannelPolicy Channel { get; init; }

    /// <summary>Finds the client identifier, at the first request that needs it.</summary>
    public required Func<string> ClientIdentifier { get; init; }

    public required Clock Clock { get; init; }

    /// <summary>The name of the owner of the server, where that is another person.</summary>
    public string? Owner { get; init; }

    /// <summary>Resolves names in place of the system, for tests.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolver { get; init; }

    /// <summary>An authority to trust besides those of the system, for tests.</summary>
    public X509Certificate2? ExtraAuthority { get; init; }

    /// <summary>For asking many addresses at once: no retries.</summary>
    public TransportOptions ForProbe() => this with { MaximumRetryCount = 0 };

    /// <summary>For plex.tv: the exceptions for one's own server do not count there.</summary>
    public TransportOptions ForAccount() => this with { Channel = new ChannelPolicy { Proxy = Channel.Proxy } };
}
