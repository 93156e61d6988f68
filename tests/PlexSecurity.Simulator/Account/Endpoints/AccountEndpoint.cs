namespace PlexSecurity.Simulator;

/// <summary>Finds the endpoint of plex.tv for a request.</summary>
internal static class AccountEndpoint
{
    private static readonly Answer NotFound = Simulator.Answer.Error(StatusCodes.Status404NotFound);

    public static Answer Answer(AccountCall call) => (call.Method, call.Path) switch
    {
        // People sign in there; it has nothing for programs.
        _ when call.Host == "app.plex.tv" => NotFound,
        ("POST", "/api/v2/pins") => CreatePinEndpoint.Answer(call),
        ("GET", var path) when Number(path, "/api/v2/pins/", "") is { } id => PinEndpoint.Answer(call, id),
        ("GET", "/api/v2/user") => WithAccount(call, UserEndpoint.Answer),
        ("DELETE", "/api/v2/users/signout") => WithAccount(call, SignOutEndpoint.Answer),
        ("GET", "/api/v2/resources") => WithAccount(call, AccountResourcesEndpoint.Answer),
        ("GET", "/devices.xml") => WithAccount(call, DevicesEndpoint.Answer),
        ("DELETE", var path) when Number(path, "/devices/", ".xml") is { } id =>
            WithAccount(call, (known, account) => DeviceEndpoint.Answer(known, account, id)),
        _ => NotFound,
    };

    private static Answer WithAccount(AccountCall call, Func<AccountCall, SimulatedAccount, Answer> answer) =>
        call.Account is { } account ? answer(call, account) : call.RefuseToken();

    private static long? Number(string path, string before, string after) =>
        path.StartsWith(before, StringComparison.Ordinal) && path.EndsWith(after, StringComparison.Ordinal)
            && path.Length > before.Length + after.Length
            && ulong.TryParse(path.AsSpan(before.Length, path.Length - before.Length - after.Length), out ulong number)
            && number <= long.MaxValue
            ? (long)number
            : null;
}
