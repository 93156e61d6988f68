namespace PlexSecurity.Simulator;

/// <summary>/security/token, with any method: a transient token with the caller's rights.</summary>
internal static class TokenEndpoint
{
    public static SimulatedResponse Respond(Call call)
    {
        if (call.Query("type") != "delegation" || call.Query("scope") != "all")
            return SimulatedResponse.Error(StatusCodes.Status400BadRequest);
        if (call.Caller.IsTransient) return SimulatedResponse.Error(StatusCodes.Status403Forbidden);
        return call.Ok(new PlexElement("MediaContainer")
            .With("size", 0)
            .With("token", call.Server.Tokens.Mint(call.Caller.Level)));
    }
}
