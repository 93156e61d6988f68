using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Models;
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
    [PastTimeTransformation]
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
            foreach (string name in Name ?? [])
            {
                bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
                if (!isPattern && !devices.Items.Any(device => IsLike([name], device.Name)))
                    WriteError(ErrorRecords.From(NotFound(name), name));
            }

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

    private static PlexException NotFound(string name) => new(
        PlexError.NotFound,
        $"No device of the account has the name '{DisplayText.Sanitize(name)}'.",
        "Get-PlexAccountDevice without -Name lists the devices. Wildcards are permitted.");

    private static bool IsLike(string[]? patterns, string? text) =>
        patterns is null
        || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? string.Empty));
}
