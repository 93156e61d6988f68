using System.Net;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>How requests are sent. <see cref="PlexClientOptions"/> is the public type and validates the values.</summary>
internal sealed record TransportOptions
{
    /// <summary>
    /// The timeout of an attempt, for headers and body, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    public required TimeSpan Timeout { get; init; }

    public required int MaximumRetryCount { get; init; }

    /// <summary>The maximum wait before the first retry.</summary>
    public required TimeSpan RetryInterval { get; init; }

    public required ChannelPolicy Channel { get; init; }

    /// <summary>Gets the client identifier, when the first request needs it.</summary>
    public required Func<string> ClientIdentifier { get; init; }

    public required Clock Clock { get; init; }

    /// <summary>The name of the owner of the server, or null if the user owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Resolves names instead of the system, for tests.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolver { get; init; }

    /// <summary>An additional trusted certificate authority, for tests.</summary>
    public X509Certificate2? ExtraAuthority { get; init; }

    /// <summary>The options for plex.tv, without the exceptions that apply to a server.</summary>
    public TransportOptions ForAccount() => this with { Channel = new ChannelPolicy { Proxy = Channel.Proxy } };
}
