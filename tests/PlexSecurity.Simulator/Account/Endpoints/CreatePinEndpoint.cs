namespace PlexSecurity.Simulator;

/// <summary>POST /api/v2/pins: a code to sign in with, a long one for strong=true.</summary>
internal static class CreatePinEndpoint
{
    public static Answer Answer(AccountCall call)
    {
        if (call.ClientIdentifier.Length == 0) return PinEndpoint.NoClientIdentifier(call);
        SimulatedPin pin = call.PlexTv.PinStore.Create(call.Query("strong") is "true" or "1", new SimulatedDevice
        {
            Name = Told(call, "Device-Name", "A client"),
            ClientIdentifier = call.ClientIdentifier,
            Product = call.Header("Product"),
            ProductVersion = call.Header("Version"),
            Platform = call.Header("Platform"),
            PlatformVersion = call.Header("Platform-Version"),
            Device = call.Header("Device"),
        });
        return call.Say("pin", PinEndpoint.Describe(call, pin), StatusCodes.Status201Created);
    }

    private static string Told(AccountCall call, string header, string otherwise) =>
        call.Header(header) is { Length: > 0 } told ? told : otherwise;
}
