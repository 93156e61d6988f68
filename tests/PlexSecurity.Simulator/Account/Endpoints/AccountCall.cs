using System.Text.Json.Nodes;

namespace PlexSecurity.Simulator;

/// <summary>What an endpoint of plex.tv needs to know of a request.</summary>
internal sealed class AccountCall(AccountSimulator plexTv, string path, HttpRequest request)
{
    public AccountSimulator PlexTv { get; } = plexTv;

    public string Path { get; } = path;

    public string Method => request.Method;

    public string Host => request.Host.Host;

    public string? Token => request.Headers.TryGetValue("X-Plex-Token", out var token) ? token.ToString() : null;

    public string ClientIdentifier => Header("Client-Identifier");

    /// <summary>Whose token came; null where it is none, or none any more.</summary>
    public SimulatedAccount? Account =>
        Token is { } token ? PlexTv.Accounts.FirstOrDefault(account => account.FindDevice(token) is not null) : null;

    public string Query(string name) => request.Query[name].ToString();

    /// <summary>A header that begins with X-Plex-.</summary>
    public string Header(string name) => request.Headers["X-Plex-" + name].ToString();

    public Answer Say(string name, JsonNode value, int status = StatusCodes.Status200OK) =>
        AccountAnswer.Of(request.Headers.Accept.ToString(), status, name, value);

    public Answer Fail(int status, int code, string message) => Say("errors", new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status }),
    }, status);

    /// <summary>What is said to a token that is not good: of one that was once, the status can be chosen.</summary>
    public Answer RefuseToken() =>
        PlexTv.EndedTokenStatus == 422
        && Token is { } token && PlexTv.Accounts.Any(account => account.IssuedTokens.Contains(token))
            ? Fail(StatusCodes.Status422UnprocessableEntity, 1001, "Invalid token")
            : Fail(StatusCodes.Status401Unauthorized, 1001, "User could not be authenticated");
}
