namespace PlexSecurity.Simulator;

/// <summary>DELETE /devices/{id}.xml: removes a device and revokes its token.</summary>
internal static class DeviceEndpoint
{
    public static SimulatedResponse Respond(AccountCall call, SimulatedAccount account, long id) => account.RemoveDevice(id)
        ? SimulatedResponse.Error(StatusCodes.Status204NoContent)
        : call.Fail(StatusCodes.Status404NotFound, 1002, "Device not found");
}
