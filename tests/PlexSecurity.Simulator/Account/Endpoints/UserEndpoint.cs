using System.Text.Json.Nodes;

namespace PlexSecurity.Simulator;

/// <summary>GET /api/v2/user: the signed-in user, with the token of the request.</summary>
internal static class UserEndpoint
{
    public static SimulatedResponse Respond(AccountCall call, SimulatedAccount account) => call.Respond("user", new JsonObject
    {
        ["id"] = account.User.Id,
        ["uuid"] = account.User.Uuid,
        ["username"] = account.User.Username,
        ["title"] = account.User.Title,
        ["email"] = account.User.Email,
        ["authToken"] = call.Token,
        ["twoFactorEnabled"] = account.User.TwoFactorEnabled,
        ["subscription"] = new JsonObject { ["active"] = account.User.SubscriptionActive },
    });
}
