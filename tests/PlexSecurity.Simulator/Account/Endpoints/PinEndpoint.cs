using System.Globalization;
using System.Text.Json.Nodes;

namespace PlexSecurity.Simulator;

/// <summary>GET /api/v2/pins/{id}: the state of a sign-in code, and the token once the code is claimed.</summary>
internal static class PinEndpoint
{
    public static SimulatedResponse Respond(AccountCall call, long id)
    {
        if (call.ClientIdentifier.Length == 0) return NoClientIdentifier(call);
        if (call.PlexTv.PinStore.Poll(id, call.ClientIdentifier) is not { } pin) return Gone(call);
        if (!call.PlexTv.PinStore.IsExpired(pin)) return call.Respond("pin", Describe(call, pin));
        return call.PlexTv.ExpiredPins == ExpiredPinResponse.NotFound
            ? Gone(call)
            : call.Respond("pin", Describe(call, pin with { AuthToken = null }));
    }

    public static SimulatedResponse NoClientIdentifier(AccountCall call) =>
        call.Fail(StatusCodes.Status400BadRequest, 1000, "X-Plex-Client-Identifier is missing");

    public static JsonObject Describe(AccountCall call, SimulatedPin pin)
    {
        TimeSpan left = pin.ExpiresAt - call.PlexTv.TimeProvider.GetUtcNow();
        return new JsonObject
        {
            ["id"] = pin.Id,
            ["code"] = pin.Code,
            ["product"] = pin.Device.Product,
            ["trusted"] = false,
            ["qr"] = $"https://plex.tv/api/v2/pins/qr/{pin.Code}",
            ["clientIdentifier"] = pin.ClientIdentifier,
            ["location"] = new JsonObject { ["code"] = "ZZ", ["country"] = "Nowhere", ["city"] = "Nowhere" },
            ["expiresIn"] = Math.Max(0, (int)Math.Ceiling(left.TotalSeconds)),
            ["createdAt"] = Time(pin.CreatedAt),
            ["expiresAt"] = Time(pin.ExpiresAt),
            ["authToken"] = pin.AuthToken,
            ["newRegistration"] = null,
        };
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static SimulatedResponse Gone(AccountCall call) =>
        call.Fail(StatusCodes.Status404NotFound, 1020, "Code not found or expired");
}
