namespace PlexSecurity.Simulator;

/// <summary>Routes a request to the endpoint of plex.tv.</summary>
internal static class AccountEndpoint
{
    private static readonly SimulatedResponse NotFound = SimulatedResponse.Error(StatusCodes.Status404NotFound);

    public static SimulatedResponse Respond(AccountCall call) => (call.Method, call.Path) switch
    {
        // People sign in on this host; it has no API.
        _ when call.Host == "app.plex.tv" => NotFound,
        ("POST", "/api/v2/pins") => CreatePinEndpoint.Respond(call),
        ("GET", var path) when Number(path, "/api/v2/pins/", "") is { } id => PinEndpoint.Respond(call, id),
        ("GET", "/api/v2/user") => WithAccount(call, UserEndpoint.Respond),
        ("DELETE", "/api/v2/users/signout") => WithAccount(call, SignOutEndpoint.Respond),
        ("GET", "/api/v2/resources") => WithAccount(call, AccountResourcesEndpoint.Respond),
        ("GET", "/devices.xml") => WithAccount(call, DevicesEndpoint.Respond),
        ("DELETE", var path) when Number(path, "/devices/", ".xml") is { } id =>
            WithAccount(call, (known, account) => DeviceEndpoint.Respond(known, account, id)),
        _ => NotFound,
    };

    private static SimulatedResponse WithAccount(
        AccountCall call, Func<AccountCall, SimulatedAccount, SimulatedResponse> respond) =>
        call.Account is { } account ? respond(call, account) : call.RefuseToken();

    private static long? Number(string path, string before, string after) =>
        path.StartsWith(before, StringComparison.Ordinal) && path.EndsWith(after, StringComparison.Ordinal)
            && path.Length > before.Length + after.Length
            && ulong.TryParse(path.AsSpan(before.Length, path.Length - before.Length - after.Length), out ulong number)
            && number <= long.MaxValue
            ? (long)number
            : null;
}
