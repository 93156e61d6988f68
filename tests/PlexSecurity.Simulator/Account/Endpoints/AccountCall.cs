using System.Text.Json.Nodes;

namespace PlexSecurity.Simulator;

/// <summary>A request to an endpoint of plex.tv.</summary>
internal sealed class AccountCall(AccountSimulator plexTv, string path, HttpRequest request)
{
    public AccountSimulator PlexTv { get; } = plexTv;

    public string Path { get; } = path;

    public string Method => request.Method;

    public string Host => request.Host.Host;

    public string? Token => request.Headers.TryGetValue("X-Plex-Token", out var token) ? token.ToString() : null;

    public string ClientIdentifier => Header("Client-Identifier");

    /// <summary>The account of the token; null without a valid token.</summary>
    public SimulatedAccount? Account =>
        Token is { } token ? PlexTv.Accounts.FirstOrDefault(account => account.FindDevice(token) is not null) : null;

    public string Query(string name) => request.Query[name].ToString();

    /// <summary>The value of a header; the name is without its prefix X-Plex-.</summary>
    public string Header(string name) => request.Headers["X-Plex-" + name].ToString();

    public SimulatedResponse Respond(string name, JsonNode value, int status = StatusCodes.Status200OK) =>
        AccountResponse.Of(request.Headers.Accept.ToString(), status, name, value);

    public SimulatedResponse Fail(int status, int code, string message) => Respond("errors", new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status }),
    }, status);

    /// <summary>The response for an invalid token. The status for a revoked token can be chosen.</summary>
    public SimulatedResponse RefuseToken() =>
        PlexTv.RevokedTokenStatus == 422
        && Token is { } token && PlexTv.Accounts.Any(account => account.IssuedTokens.Contains(token))
            ? Fail(StatusCodes.Status422UnprocessableEntity, 1001, "Invalid token")
            : Fail(StatusCodes.Status401Unauthorized, 1001, "User could not be authenticated");
}
