using System.Management.Automation;
using System.Security;
using PlexSecurity.Networking;

namespace PlexSecurity.Commands;

/// <summary>
/// A cmdlet that asks servers or plex.tv, perhaps through a proxy. The parameters have the names of Invoke-RestMethod's.
/// </summary>
public abstract class PlexProxyCommand : PlexCommand
{
    private protected const string TokenVariable = "PLEX_TOKEN";

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

    /// <summary>What was said of the server's certificate and of http; nothing, where a cmdlet has no such parameters.</summary>
    private protected virtual ServerChecks Checks => default;

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
                    "-ProxyCredential requires -Proxy.",
                    "Specify -Proxy together with -ProxyCredential.");
            }
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, Proxy is null ? null : ServerAddress.Display(Proxy.OriginalString)));
        }
    }

    /// <summary>The token of a parameter. An empty one is refused in the core's words.</summary>
    private protected static PlexToken Given(SecureString? token) =>
        token is null ? new PlexToken(string.Empty) : PlexToken.FromSecureString(token);

    private protected static string FromVariable(string name, PlexError error, string advice) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new PlexException(error, $"The environment variable {name} is not set.", advice);

    /// <summary>The identifier that was given, or the one of user and machine, with a warning where it is not kept.</summary>
    private protected string ResolveClientIdentifier(string? given)
    {
        PlexClientIdentifier identifier = PlexClientIdentifier.Resolve(given);
        if (identifier.Notice is not null)
            WriteWarning(identifier.Notice);
        return identifier.Value;
    }

    /// <summary>The one place that makes options of the parameters.</summary>
    private protected PlexClientOptions Options(
        double timeoutSec,
        int maximumRetryCount = 0,
        double retryIntervalSec = 0,
        string? clientIdentifier = null,
        string? expectedMachineIdentifier = null,
        Action<PlexAttempt>? observer = null,
        string? certificateThumbprint = null,
        string? owner = null)
    {
        PlexClientOptions options = new()
        {
            Timeout = timeoutSec > 0 ? TimeSpan.FromSeconds(timeoutSec) : Timeout.InfiniteTimeSpan,
            MaximumRetryCount = maximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(retryIntervalSec),
            SkipCertificateCheck = Checks.SkipCertificate,
            CertificateThumbprint = Checks.Thumbprint ?? certificateThumbprint,
            AllowUnencryptedAuthentication = Checks.AllowUnencrypted,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            NoProxy = NoProxy,
            ClientIdentifier = clientIdentifier,
            ExpectedMachineIdentifier = expectedMachineIdentifier,
            OnAttempt = observer,
            Owner = owner,
        };
        // Fails here, and not in the middle of a pipeline.
        options.ToTransport();
        return options;
    }

    private protected readonly record struct ServerChecks(bool SkipCertificate, string? Thumbprint, bool AllowUnencrypted);
}
