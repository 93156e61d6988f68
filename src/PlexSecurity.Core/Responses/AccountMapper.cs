using System.Globalization;
using PlexSecurity.Models;

namespace PlexSecurity.Responses;

/// <summary>Maps plex.tv responses to models. Only the tokens of servers are kept.</summary>
internal static class AccountMapper
{
    private const string PlexTv = "plex.tv";
    private const int MaximumPinLength = 20;
    private const int MaximumCodeLength = 64;
    private const int DefaultLifetime = 900;
    private const int MaximumLifetime = 3600;

    public static PlexAccount User(ResponseElement root)
    {
        ResponseElement user = ResponseMapper.Find(root, "user") ?? root;
        // The response contains the token of the request, and may contain another one.
        PlexToken? token = TokenOf(user, "authToken");
        string username = user.Text("username", token) ?? user.Text("title", token)
            ?? throw ResponseMapper.Missing("user name");
        return new PlexAccount(username)
        {
            Id = user.Text("id", token),
            Title = user.Text("title", token),
            Email = user.Text("email", token),
            TwoFactorEnabled = ResponseMapper.Boolean(user, "twoFactorEnabled"),
            HasSubscription = ResponseMapper.Find(user, "subscription") is ResponseElement subscription
                ? ResponseMapper.Boolean(subscription, "active")
                : null,
        };
    }

    /// <summary>Maps a new sign-in: the number that redeems it, the code and the lifetime of the code.</summary>
    public static (string Pin, string Code, TimeSpan Lifetime) SignIn(ResponseElement root)
    {
        ResponseElement pin = ResponseMapper.Find(root, "pin") ?? root;
        if (pin["id"] is not { Length: <= MaximumPinLength } id || !id.All(static c => c is >= '0' and <= '9'))
            throw ResponseMapper.Missing("sign-in number");
        if (pin["code"] is not { Length: <= MaximumCodeLength } code || !code.All(IsCodeCharacter) || code == id)
            throw ResponseMapper.Missing("sign-in code");
        return (id, code, TimeSpan.FromSeconds(Lifetime(pin) is > 0 and int seconds ? seconds : DefaultLifetime));
    }

    /// <summary>Maps the state of a sign-in: its token if it is completed, or whether it has expired.</summary>
    public static (PlexToken? Token, bool IsExpired) SignInState(ResponseElement root)
    {
        ResponseElement pin = ResponseMapper.Find(root, "pin") ?? root;
        if (pin["authToken"] is not null)
            return (ResponseMapper.ReadToken(pin, "authToken"), false);
        return pin["id"] is null ? throw ResponseMapper.Missing("sign-in number") : (null, Lifetime(pin) <= 0);
    }

    public static ResponseList<AccountServer> Servers(ResponseElement root, DateTimeOffset retrievedAt = default) =>
        ResponseList<AccountServer>.Of(
            (ResponseMapper.Find(root, "resources") ?? throw ResponseMapper.Missing("list of resources"))
                .ChildrenNamed("resource").Where(IsServer),
            "clientIdentifier",
            (server, identifier) => Server(server, identifier, retrievedAt),
            "accessToken");

    private static AccountServer Server(ResponseElement server, string identifier, DateTimeOffset retrievedAt)
    {
        PlexToken? token = TokenOf(server, "accessToken");
        PlexSource source = new(
            PlexSourceKind.Server, identifier, server.Text("name", token), PlexTv, ResponseMapper.Boolean(server, "owned"))
        {
            Owner = server.Text("sourceTitle", token),
            Product = server.Text("product", token),
            Version = server.Text("productVersion", token),
            Platform = server.Text("platform", token),
            Presence = ResponseMapper.Boolean(server, "presence"),
            CreatedAt = Time(server["createdAt"]),
            LastSeenAt = Time(server["lastSeenAt"]),
        };
        return new AccountServer(
            source,
            token is null
                ? null
                : ResponseMapper.Connection(server, token, SourceIdentifier.Parse(source.Source), PlexTv, retrievedAt));
    }

    private static bool IsServer(ResponseElement resource) =>
        resource.Words("provides").Contains("server", StringComparer.OrdinalIgnoreCase);

    public static PlexToken? TokenOf(ResponseElement element, string name) => PlexToken.TryCreate(element[name]);

    private static bool IsCodeCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static int? Lifetime(ResponseElement pin) =>
        int.TryParse(pin["expiresIn"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds)
            ? Math.Min(seconds, MaximumLifetime)
            : null;

    /// <summary>Parses a time, in the JSON form or in seconds since 1970, as in the XML of plex.tv.</summary>
    public static DateTimeOffset? Time(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return seconds <= int.MaxValue ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime() : null;
        bool isTime = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        // The years are limited so that a time zone cannot exceed the range of the calendar.
        return isTime && time.Year is > 1900 and < 9000 ? time.ToLocalTime() : null;
    }
}
