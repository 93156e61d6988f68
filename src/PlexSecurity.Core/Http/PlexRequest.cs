namespace PlexSecurity.Http;

/// <summary>A request of the security API. All paths and queries are built here.</summary>
internal sealed class PlexRequest
{
    private static readonly Version MinimumResourcesVersion = new(1, 15, 4);

    private readonly string _phrase;
    private readonly string? _subject;

    private PlexRequest(HttpMethod method, string relativeUri, string phrase, string? subject = null)
    {
        Method = method;
        RelativeUri = relativeUri;
        _phrase = phrase;
        _subject = subject;
    }

    public HttpMethod Method { get; }

    /// <summary>The URI, relative to the base address of the server, which may contain a path.</summary>
    public string RelativeUri { get; }

    /// <summary>The URI for display, without <see cref="Secret"/>.</summary>
    public string DisplayUri => Secret is null ? RelativeUri : RelativeUri.Replace(Secret, "ID");

    /// <summary>A part of the path that must be kept as secret as a token; null if there is none.</summary>
    public string? Secret { get; private init; }

    /// <summary>The expected status.</summary>
    public int SuccessStatus { get; private init; } = 200;

    /// <summary>Whether the caller polls, so that failures are not retried here.</summary>
    public bool IsPoll { get; private init; }

    /// <summary>Whether the request requires the token.</summary>
    public bool NeedsToken { get; private init; } = true;

    /// <summary>The action for messages, between "Could not" and the server address.</summary>
    public string Phrase => _subject is null ? _phrase : $"{_phrase} '{_subject}' from";

    /// <summary>Whether the request changes the state of the server, so that it must not be sent twice.</summary>
    public bool HasSideEffects => Method != HttpMethod.Get;

    /// <summary>Whether the request is for a new token, which requires an account token.</summary>
    public bool CreatesToken { get; private init; }

    /// <summary>Whether the request is for plex.tv instead of a server.</summary>
    public bool IsAccountRequest { get; private init; }

    /// <summary>The minimum server version for the endpoint, or null if all versions support it.</summary>
    public Version? RequiredVersion { get; private init; }

    public static PlexRequest Identity() =>
        new(HttpMethod.Get, "identity", "identify") { NeedsToken = false };

    public static PlexRequest ServerInfo() => new(HttpMethod.Get, string.Empty, "check the token with");

    public static PlexRequest TransientToken(PlexTokenType type, PlexTokenScope scope) =>
        new(HttpMethod.Post, $"security/token?type={Name(type)}&scope={Name(scope)}", "get a transient token from")
        {
            CreatesToken = true,
        };

    public static PlexRequest SourceConnection(SourceIdentifier source, bool refresh) =>
        new(
            HttpMethod.Get,
            $"security/resources?source={Uri.EscapeDataString(source.Value)}&refresh={(refresh ? 1 : 0)}",
            "get the connection information of",
            source.Value)
        {
            RequiredVersion = MinimumResourcesVersion,
        };

    public static PlexRequest MediaProviders() => new(HttpMethod.Get, "media/providers", "list the providers of");

    public static PlexRequest AccountResources() => new(
        HttpMethod.Get,
        "api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1",
        "list the account servers from")
    {
        IsAccountRequest = true,
    };

    public static PlexRequest CreatePin(bool strong) =>
        new(HttpMethod.Post, strong ? "api/v2/pins?strong=true" : "api/v2/pins", "get a sign-in code from")
        {
            IsAccountRequest = true,
            NeedsToken = false,
            SuccessStatus = 201,
        };

    public static PlexRequest Pin(string pin) => new(HttpMethod.Get, "api/v2/pins/" + pin, "complete the sign-in with")
    {
        IsAccountRequest = true,
        NeedsToken = false,
        IsPoll = true,
        Secret = pin,
    };

    public static PlexRequest AccountUser() =>
        new(HttpMethod.Get, "api/v2/user", "get the account user from") { IsAccountRequest = true };

    public static PlexRequest SignOut() =>
        new(HttpMethod.Delete, "api/v2/users/signout", "sign out of") { IsAccountRequest = true, SuccessStatus = 204 };

    public static PlexRequest Devices() =>
        new(HttpMethod.Get, "devices.xml", "list the account devices from") { IsAccountRequest = true };

    public static PlexRequest RemoveDevice(string id) =>
        new(HttpMethod.Delete, $"devices/{id}.xml", "remove the device", id)
        {
            IsAccountRequest = true,
            SuccessStatus = 204
        };

    private static string Name(PlexTokenType type) =>
        type == PlexTokenType.Delegation ? "delegation" : throw new ArgumentOutOfRangeException(nameof(type));

    private static string Name(PlexTokenScope scope) =>
        scope == PlexTokenScope.All ? "all" : throw new ArgumentOutOfRangeException(nameof(scope));
}
