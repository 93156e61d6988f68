using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <content>The devices that hold a token of the account.</content>
public sealed partial class PlexAccountClient
{
    /// <summary>Gets the devices that hold a token of the account: <c>GET /devices.xml</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The devices. Devices without a valid id are omitted.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<IReadOnlyList<PlexAccountDevice>> GetDevicesAsync(CancellationToken ct = default) =>
        (await ListDevicesAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>
    /// Removes a device from the account and revokes its token: <c>DELETE /devices/{id}.xml</c>. Removing a media server signs it
    /// out, and it must be claimed again.
    /// </summary>
    /// <param name="id">The <see cref="PlexAccountDevice.Id"/>.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>A task that completes when plex.tv has removed the device.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.NotFound"/> and the other failures of a request.</exception>
    /// <exception cref="ArgumentException">The id contains invalid characters.</exception>
    public async Task RemoveDeviceAsync(string id, CancellationToken ct = default)
    {
        if (id is null || !SourceIdentifier.IsIdentifier(id))
            throw new ArgumentException("The value is not the Id of a device.", nameof(id));
        await _website.SendAsync(PlexRequest.RemoveDevice(id), _observer, ct).ConfigureAwait(false);
    }

    /// <summary>Gets the devices and the number of omitted ones.</summary>
    internal async Task<ResponseList<PlexAccountDevice>> ListDevicesAsync(CancellationToken ct)
    {
        PlexResponse response = await _website.SendAsync(PlexRequest.Devices(), _observer, ct).ConfigureAwait(false);
        return response.Map(root => DeviceMapper.Devices(root, _options.ClientIdentifier()));
    }
}
