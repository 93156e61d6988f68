namespace PlexSecurity.Simulator;

/// <summary>The commands for the simulated plex.tv.</summary>
internal sealed class AccountControl(AccountSimulator plexTv) : Control(plexTv.Log, plexTv.Faults)
{
    private readonly (string, string)? _credential = plexTv.ProxyCredential;

    protected override Answer? Handle(string method, string command, IQueryCollection query)
    {
        string code = query["code"].ToString();
        return (method, command) switch
        {
            ("POST", "/pin/claim") => Done(() => plexTv.ClaimPin(code, typed: query["typed"] == "1")),
            ("POST", "/pin/expire") => Done(() => plexTv.ExpirePin(code)),
            ("POST", "/pin/remove") => Done(() => plexTv.RemovePin(code)),
            ("POST", "/expired-pins") => Done(() => plexTv.ExpiredPins = Expired(query["answer"].ToString())),
            ("POST", "/ended-tokens") => Done(() => plexTv.EndedTokenStatus = Status(query["status"].ToString())),
            ("POST", "/proxy-credential") =>
                Done(() => plexTv.ProxyCredential = (query["user"].ToString(), query["password"].ToString())),
            ("GET", "/pins") => Json(plexTv.Pins),
            ("GET", "/tunnels") => Json(plexTv.Tunnels),
            ("GET", "/tokens") => Json(plexTv.Accounts.SelectMany(account => account.IssuedTokens)),
            _ => null,
        };
    }

    protected override void Clear()
    {
        base.Clear();
        plexTv.TunnelLog.Clear();
        plexTv.ProxyCredential = _credential;
        plexTv.ExpiredPins = ExpiredPinAnswer.NotFound;
        plexTv.EndedTokenStatus = StatusCodes.Status401Unauthorized;
    }

    private static ExpiredPinAnswer Expired(string answer) => answer switch
    {
        "not-found" => ExpiredPinAnswer.NotFound,
        "null-token" => ExpiredPinAnswer.NullToken,
        _ => throw new FormatException($"There is no response '{answer}': not-found or null-token."),
    };

    private static int Status(string status) => status switch
    {
        "401" => StatusCodes.Status401Unauthorized,
        "422" => StatusCodes.Status422UnprocessableEntity,
        _ => throw new FormatException($"There is no status '{status}': 401 or 422."),
    };
}
