using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Responses;

namespace PlexSecurity.Commands;

/// <summary>Gets the devices that hold a token of an account: <c>GET /devices.xml</c> of plex.tv.</summary>
[Cmdlet(VerbsCommon.Get, "PlexAccountDevice")]
[OutputType(typeof(PlexAccountDevice))]
public sealed class GetPlexAccountDeviceCommand : PlexSessionCommand
{
    /// <summary>The names of the devices. Wildcards are permitted.</summary>
    // A variable without a value must not select all devices, for example for Remove-PlexAccountDevice.
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The products of the devices. Wildcards are permitted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Product { get; set; }

    /// <summary>The time since which plex.tv has not seen the devices.</summary>
    [Parameter]
    public DateTime NotSeenSince { get; set; }

    /// <summary>The account session; by default, the default account session of the runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>Writes the devices of this account.</summary>
    protected override void ProcessRecord()
    {
        if (IsDisconnected(AccountSession))
            return;
        PlexAccountSession account = RequireAccount(AccountSession);
        try
        {
            using PlexAccountClient client = account.OpenClient(Observer);
            ResponseList<PlexAccountDevice> devices = Await(client.ListDevicesAsync(StopToken));
            if (devices.OmittedCount > 0)
                WriteWarning($"Omitted devices without a valid Id: {devices.OmittedCount}.");
            WriteObject(devices.Items.Where(Matches), enumerateCollection: true);
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, account));
        }
    }

    private bool Matches(PlexAccountDevice device) =>
        IsLike(Name, device.Name)
        && IsLike(Product, device.Product)
        && (!MyInvocation.BoundParameters.ContainsKey(nameof(NotSeenSince))
            || device.LastSeenAt?.UtcDateTime < NotSeenSince.ToUniversalTime());

    private static bool IsLike(string[]? patterns, string? text) =>
        patterns is null
        || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? string.Empty));
}
