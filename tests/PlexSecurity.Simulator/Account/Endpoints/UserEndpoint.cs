using System.Text.Json.Nodes;

namespace PlexSecurity.Simulator;

/// <summary>GET /api/v2/user: who is signed in, with the token that came.</summary>
internal static class UserEndpoint
{
    public static Answer Answer(AccountCall call, SimulatedAccount account) => call.Say("user", new JsonObject
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
