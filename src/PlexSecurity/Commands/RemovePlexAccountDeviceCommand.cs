using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>Removes devices from an account, which revokes their tokens: <c>DELETE /devices/{id}.xml</c> of plex.tv.</summary>
[Cmdlet(VerbsCommon.Remove, "PlexAccountDevice", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemovePlexAccountDeviceCommand : PlexSessionCommand
{
    private readonly List<(PlexAccountSession Account, PlexAccountDevice Device)> _own = [];
    private PlexAccountClient? _client;

    /// <summary>The devices to remove.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlexAccountDevice[] Device { get; set; } = [];

    /// <summary>
    /// Whether the clients of the open account sessions can be removed too, which revokes the tokens of these sessions.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The account session; by default, the default account session of the runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>Removes the devices of the current input. Failures are non-terminating errors.</summary>
    protected override void ProcessRecord()
    {
        PlexAccountSession account = RequireAccount(AccountSession);
        foreach (PlexAccountDevice device in Device)
        {
            // Removing this client revokes the token that removes the other devices, so it is last.
            if (Force && IsThisClient(account, device))
                _own.Add((account, device));
            else
                TryRemove(account, device);
        }
    }

    /// <summary>Removes this client.</summary>
    protected override void EndProcessing()
    {
        foreach ((PlexAccountSession account, PlexAccountDevice device) in _own)
            TryRemove(account, device);
    }

    /// <summary>Closes the connection to plex.tv.</summary>
    /// <param name="disposing">Whether this was called by <see cref="PlexCommand.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _client?.Dispose();
    }

    private void TryRemove(PlexAccountSession account, PlexAccountDevice device)
    {
        try
        {
            Remove(account, device);
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, Describe(device)));
        }
    }

    private void Remove(PlexAccountSession account, PlexAccountDevice device)
    {
        if (!Force)
            RefuseOwnClients(account, device);

        bool isServer = device.Provides.Contains("server", StringComparer.OrdinalIgnoreCase);
        string action = isServer
            ? "Remove the media server from the account, revoke its token, and sign the server out"
            : "Remove the device from the account and revoke its token";
        if (!ShouldProcess(Describe(device), action))
            return;
        if (isServer)
        {
            WriteWarning(
                $"'{Describe(device)}' is a media server. Removing it signs the server out, and you must claim it again.");
        }

        _client ??= account.OpenClient(Observer);
        Await(_client.RemoveDeviceAsync(device.Id, StopToken));
    }

    private static void RefuseOwnClients(PlexAccountSession account, PlexAccountDevice device)
    {
        if (IsThisClient(account, device))
        {
            throw new PlexException(
                PlexError.Forbidden,
                $"'{Describe(device)}' is this client. Removing it signs this client out.",
                "Use Disconnect-PlexAccount -SignOut, or specify -Force.");
        }

        if (SessionStore<PlexAccountSession>.Current.All.Any(other => IsClientOf(other, device)))
        {
            throw new PlexException(
                PlexError.Forbidden,
                $"'{Describe(device)}' is the client of another open account session. Removing it signs that session out.",
                "Pipe that session to Disconnect-PlexAccount -SignOut, or specify -Force.");
        }
    }

    private static bool IsThisClient(PlexAccountSession account, PlexAccountDevice device) =>
        device.IsThisClient || IsClientOf(account, device);

    private static bool IsClientOf(PlexAccountSession session, PlexAccountDevice device) =>
        string.Equals(device.ClientIdentifier, session.ClientIdentifier, StringComparison.OrdinalIgnoreCase);

    private static string Describe(PlexAccountDevice device) => device.Name is null ? device.Id : $"{device.Name} ({device.Id})";
}
