namespace PlexSecurity.Simulator;

/// <summary>DELETE /api/v2/users/signout: revokes the token of the request.</summary>
internal static class SignOutEndpoint
{
    public static SimulatedResponse Respond(AccountCall call, SimulatedAccount account) => account.RevokeToken(call.Token!)
        ? SimulatedResponse.Error(StatusCodes.Status204NoContent)
        : call.RefuseToken();
}
