namespace PlexSecurity.Simulator;

/// <summary>Routes a request to its endpoint.</summary>
internal static class Endpoint
{
    private static readonly SimulatedResponse Unauthorized = SimulatedResponse.Error(StatusCodes.Status401Unauthorized);
    private static readonly SimulatedResponse NotFound = SimulatedResponse.Error(StatusCodes.Status404NotFound);

    public static SimulatedResponse Respond(Call call) => call.Path switch
    {
        "/identity" => IdentityEndpoint.Respond(call),
        "/" => WithToken(call, RootEndpoint.Respond),
        "/security/token" => WithToken(call, TokenEndpoint.Respond),
        "/security/resources" when call.Server.SupportsResources => WithToken(call, ResourcesEndpoint.Respond),
        "/media/providers" => WithToken(call, ProvidersEndpoint.Respond),
        "/api/v2/resources" => WithToken(call, AccountResourcesEndpoint.Respond),
        _ => NotFound,
    };

    private static SimulatedResponse WithToken(Call call, Func<Call, SimulatedResponse> respond) =>
        call.Caller.Level == AccessLevel.None ? Unauthorized : respond(call);
}
