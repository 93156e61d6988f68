namespace PlexSecurity.Simulator;

/// <summary>POST /api/v2/pins: creates a sign-in code; strong=true creates a long one.</summary>
internal static class CreatePinEndpoint
{
    public static SimulatedResponse Respond(AccountCall call)
    {
        if (call.ClientIdentifier.Length == 0) return PinEndpoint.NoClientIdentifier(call);
        SimulatedPin pin = call.PlexTv.CreatePin(call.Query("strong") is "true" or "1", new SimulatedDevice
        {
            Name = HeaderOr(call, "Device-Name", "A client"),
            ClientIdentifier = call.ClientIdentifier,
            Product = call.Header("Product"),
            ProductVersion = call.Header("Version"),
            Platform = call.Header("Platform"),
            PlatformVersion = call.Header("Platform-Version"),
            Device = call.Header("Device"),
        });
        return call.Respond("pin", PinEndpoint.Describe(call, pin), StatusCodes.Status201Created);
    }

    private static string HeaderOr(AccountCall call, string header, string fallback) =>
        call.Header(header) is { Length: > 0 } value ? value : fallback;
}
