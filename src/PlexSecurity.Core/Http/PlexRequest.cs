namespace PlexSecurity.Http;

/// <summary>A request of the security API and what surrounds it: the one place that builds paths and queries.</summary>
internal sealed class PlexRequest
{
    private static readonly Version FirstWithResources = new(1, 15, 4);

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

    /// <summary>Relative to the server's base address, which may have a path of its own.</summary>
    public string RelativeUri { get; }

    /// <summary>The same as it may be shown, without <see cref="Secret"/>.</summary>
    public string ShownUri => Secret is null ? RelativeUri : RelativeUri.Replace(Secret, "ID");

    /// <summary>A part of the path that is as secret as a token; null where there is none.</summary>
    public string? Secret { get; private init; }

    /// <summary>The status of success.</summary>
    public int SuccessStatus { get; private init; } = 200;

    /// <summary>Whether the caller asks again by itself, so that a failure is told at once.</summary>
    public bool IsPoll { get; private init; }

    /// <summary>Whether the token goes with it.</summary>
    public bool NeedsToken { get; private init; } = true;

    /// <summary>What is tried, to stand between "Could not" and the server's address.</summary>
    public string Phrase => _subject is null ? _phrase : $"{_phrase} '{_subject}' from";

    /// <summary>Whether the server does something each time it gets this, so that it must not get it twice.</summary>
    public bool ActsOnce => Method != HttpMethod.Get;

    /// <summary>Whether this asks for a new token, which needs an account token.</summary>
    public bool MintsToken { get; private init; }

    /// <summary>Whether plex.tv is asked, and not a server.</summary>
    public bool IsOfAccount { get; private init; }

    /// <summary>The first version of the server that has the endpoint, where that is not every version.</summary>
    public Version? RequiredVersion { get; private init; }

    public static PlexRequest Identity() =>
        new(HttpMethod.Get, "identity", "identify") { NeedsToken = false };

    public static PlexRequest ServerInfo() => new(HttpMethod.Get, string.Empty, "check the token with");

    public static PlexRequest TransientToken(PlexTokenType type, PlexTokenScope scope) =>
        new(HttpMethod.Post, $"security/token?type={Name(type)}&scope={Name(scope)}", "get a transient token from")
        {
            MintsToken = true,
        };

    public static PlexRequest SourceConnection(SourceIdentifier source, bool refresh) =>
        new(
            HttpMethod.Get,
            $"security/resources?source={Uri.EscapeDataString(source.Value)}&refresh={(refresh ? 1 : 0)}",
            "get the connection information of",
            source.Value)
        {
            RequiredVersion = FirstWithResources,
        };

    public static PlexRequest MediaProviders() => new(HttpMethod.Get, "media/providers", "list the providers of");

    public static PlexRequest AccountResources() => new(
        HttpMethod.Get,
        "api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1",
        "list the account servers from")
    {
        IsOfAccount = true,
    };

    public static PlexRequest CreatePin(bool strong) =>
        new(HttpMethod.Post, strong ? "api/v2/pins?strong=true" : "api/v2/pins", "get a sign-in code from")
        {
            IsOfAccount = true,
            NeedsToken = false,
            SuccessStatus = 201,
        };

    public static PlexRequest Pin(string pin) => new(HttpMethod.Get, "api/v2/pins/" + pin, "complete the sign-in with")
    {
        IsOfAccount = true,
        NeedsToken = false,
        IsPoll = true,
        Secret = pin,
    };

    public static PlexRequest AccountUser() =>
        new(HttpMethod.Get, "api/v2/user", "get the account user from") { IsOfAccount = true };

    public static PlexRequest SignOut() =>
        new(HttpMethod.Delete, "api/v2/users/signout", "sign out of") { IsOfAccount = true, SuccessStatus = 204 };

    public static PlexRequest Devices() =>
        new(HttpMethod.Get, "devices.xml", "list the account devices from") { IsOfAccount = true };

    public static PlexRequest RemoveDevice(string id) =>
        new(HttpMethod.Delete, $"devices/{id}.xml", "remove the account device from")
        {
            IsOfAccount = true,
            SuccessStatus = 204
        };

    private static string Name(PlexTokenType type) =>
        type == PlexTokenType.Delegation ? "delegation" : throw new ArgumentOutOfRangeException(nameof(type));

    private static string Name(PlexTokenScope scope) =>
        scope == PlexTokenScope.All ? "all" : throw new ArgumentOutOfRangeException(nameof(scope));
}
