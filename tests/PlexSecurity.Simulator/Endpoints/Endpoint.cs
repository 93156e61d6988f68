namespace PlexSecurity.Simulator;

/// <summary>Finds the endpoint for a path.</summary>
internal static class Endpoint
{
    private static readonly Answer Unauthorized = Simulator.Answer.Error(StatusCodes.Status401Unauthorized);
    private static readonly Answer NotFound = Simulator.Answer.Error(StatusCodes.Status404NotFound);

    public static Answer Answer(Call call) => call.Path switch
    {
        "/identity" => IdentityEndpoint.Answer(call),
        "/" => WithToken(call, RootEndpoint.Answer),
        "/security/token" => WithToken(call, TokenEndpoint.Answer),
        "/security/resources" when call.Server.KnowsResources => WithToken(call, ResourcesEndpoint.Answer),
        "/media/providers" => WithToken(call, ProvidersEndpoint.Answer),
        "/api/v2/resources" => WithToken(call, AccountResourcesEndpoint.Answer),
        _ => NotFound,
    };

    private static Answer WithToken(Call call, Func<Call, Answer> answer) =>
        call.Caller.Level == AccessLevel.None ? Unauthorized : answer(call);
}
