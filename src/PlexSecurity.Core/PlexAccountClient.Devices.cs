using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <content>The devices that hold a token of the account.</content>
public sealed partial class PlexAccountClient
{
    /// <summary>Lists the devices that hold a token of the account: <c>GET /devices.xml</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The devices. One with a number that cannot be used is left out.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<IReadOnlyList<PlexAccountDevice>> GetDevicesAsync(CancellationToken ct = default) =>
        (await ListDevicesAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>
    /// Removes a device from the account and ends its token: <c>DELETE /devices/{id}.xml</c>. A media server is signed out by it
    /// and has to be claimed again.
    /// </summary>
    /// <param name="id">The <see cref="PlexAccountDevice.Id"/>.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>A task that ends when plex.tv has removed the device.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.NotFound"/> and the other failures of a request.</exception>
    /// <exception cref="ArgumentException">The id has characters that none has.</exception>
    public async Task RemoveDeviceAsync(string id, CancellationToken ct = default)
    {
        if (!SourceIdentifier.IsIdentifier(id))
            throw new ArgumentException("The value is not the Id of a device.", nameof(id));
        await _website.SendAsync(PlexRequest.RemoveDevice(id), _observer, ct).ConfigureAwait(false);
    }

    /// <summary>The devices, with the number of those that were left out.</summary>
    internal async Task<ResponseList<PlexAccountDevice>> ListDevicesAsync(CancellationToken ct)
    {
        PlexResponse response = await _website.SendAsync(PlexRequest.Devices(), _observer, ct).ConfigureAwait(false);
        return response.Map(root => DeviceMapper.Devices(root, _options.ClientIdentifier()));
    }
}
