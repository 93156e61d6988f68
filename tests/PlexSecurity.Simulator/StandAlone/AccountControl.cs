using System.Globalization;

namespace PlexSecurity.Simulator;

/// <summary>The commands for the simulated plex.tv.</summary>
internal sealed class AccountControl(AccountSimulator plexTv) : Control(plexTv.Log, plexTv.Faults)
{
    private readonly (string, string)? _credential = plexTv.ProxyCredential;

    protected override SimulatedResponse? Handle(string method, string command, IQueryCollection query)
    {
        string code = query["code"].ToString();
        return (method, command) switch
        {
            ("POST", "/pin/claim") => Done(() => plexTv.ClaimPin(code, typed: query["typed"] == "1")),
            ("POST", "/claims") => Done(() => plexTv.Claims = int.Parse(query["count"].ToString(), CultureInfo.InvariantCulture)),
            ("POST", "/pin/expire") => Done(() => plexTv.ExpirePin(code)),
            ("POST", "/pin/remove") => Done(() => plexTv.RemovePin(code)),
            ("POST", "/expired-pins") => Done(() => plexTv.ExpiredPins = Expired(query["response"].ToString())),
            ("POST", "/revoked-tokens") => Done(() => plexTv.RevokedTokenStatus = Status(query["status"].ToString())),
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
        plexTv.Claims = 0;
        plexTv.ProxyCredential = _credential;
        plexTv.ExpiredPins = ExpiredPinResponse.NotFound;
        plexTv.RevokedTokenStatus = StatusCodes.Status401Unauthorized;
    }

    private static ExpiredPinResponse Expired(string response) => response switch
    {
        "not-found" => ExpiredPinResponse.NotFound,
        "null-token" => ExpiredPinResponse.NullToken,
        _ => throw new FormatException($"There is no response '{response}': not-found or null-token."),
    };

    private static int Status(string status) => status switch
    {
        "401" => StatusCodes.Status401Unauthorized,
        "422" => StatusCodes.Status422UnprocessableEntity,
        _ => throw new FormatException($"There is no status '{status}': 401 or 422."),
    };
}
