namespace PlexSecurity.Simulator;

/// <summary>DELETE /api/v2/users/signout: ends the token that came.</summary>
internal static class SignOutEndpoint
{
    public static Answer Answer(AccountCall call, SimulatedAccount account) => account.EndToken(call.Token!)
        ? Simulator.Answer.Error(StatusCodes.Status204NoContent)
        : call.RefuseToken();
}
