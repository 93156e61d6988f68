using System.Management.Automation;
using PlexSecurity.Networking;

namespace PlexSecurity.Commands;

/// <summary>
/// A cmdlet that asks servers or plex.tv, perhaps through a proxy. The parameters have the names of Invoke-RestMethod's.
/// </summary>
public abstract class PlexProxyCommand : PlexCommand
{
    /// <summary>The proxy to go through.</summary>
    [Parameter]
    [ProxyTransformation]
    public Uri? Proxy { get; set; }

    /// <summary>The credentials for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Go through no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Refuses what cannot be used before anything is done.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            ProxySettings.Require(Proxy);
            if (ProxyCredential is not null && Proxy is null)
            {
                throw new PlexException(
                    PlexError.InvalidUri,
                    "There are credentials of a proxy and no address of it.",
                    "Give -Proxy together with -ProxyCredential.");
            }
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, Proxy is null ? null : ServerAddress.Display(Proxy.OriginalString)));
        }
    }

    /// <summary>The identifier that was given, or the one of user and machine, with a warning where it is not kept.</summary>
    private protected string ResolveClientIdentifier(string? given)
    {
        PlexClientIdentifier identifier = PlexClientIdentifier.Resolve(given);
        if (identifier.Notice is not null)
            WriteWarning(identifier.Notice);
        return identifier.Value;
    }
}
