namespace PlexSecurity.Simulator;

/// <summary>DELETE /devices/{id}.xml: removes a device and ends its token.</summary>
internal static class DeviceEndpoint
{
    public static Answer Answer(AccountCall call, SimulatedAccount account, long id) => account.RemoveDevice(id)
        ? Simulator.Answer.Error(StatusCodes.Status204NoContent)
        : call.Fail(StatusCodes.Status404NotFound, 1002, "Device not found");
}
