using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Responses;

namespace PlexSecurity.Commands;

/// <summary>Lists the devices that hold a token of an account: plex.tv's <c>GET /devices.xml</c>.</summary>
[Cmdlet(VerbsCommon.Get, "PlexAccountDevice")]
[OutputType(typeof(PlexAccountDevice))]
public sealed class GetPlexAccountDeviceCommand : PlexSessionCommand
{
    /// <summary>Only devices of these names; wildcards are permitted.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Only devices with these products; wildcards are permitted.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Product { get; set; }

    /// <summary>Only devices that plex.tv has not seen since then.</summary>
    [Parameter]
    public DateTime NotSeenSince { get; set; }

    /// <summary>The account session to ask; the runspace's default without it.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>Writes the devices of this account.</summary>
    protected override void ProcessRecord()
    {
        PlexAccountSession account = RequireAccount(AccountSession);
        try
        {
            using PlexAccountClient client = account.OpenClient(Observer);
            ResponseList<PlexAccountDevice> devices = Await(client.ListDevicesAsync(StopToken));
            if (devices.LeftOut > 0)
                WriteWarning($"Omitted devices without a valid Id: {devices.LeftOut}.");
            WriteObject(devices.Items.Where(IsWanted), enumerateCollection: true);
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, account));
        }
    }

    private bool IsWanted(PlexAccountDevice device) =>
        IsLike(Name, device.Name)
        && IsLike(Product, device.Product)
        && (NotSeenSince == default || device.LastSeenAt < new DateTimeOffset(NotSeenSince));

    private static bool IsLike(string[]? patterns, string? text) =>
        patterns is null
        || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? string.Empty));
}
