using System.Management.Automation;
using PlexSecurity.Http;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that opens connections, with the parameters of how; they have the names of Invoke-RestMethod's.</summary>
public abstract class PlexTransportCommand : PlexCommand
{
    // An empty text, such as of a row without a value, is none.
    private string? _thumbprint;

    /// <summary>Seconds that one attempt of a call may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>How often a call is tried again when the server is busy or the connection fails.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The longest wait in seconds before the first retry; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary>Accept any certificate in this session.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 thumbprint of the one certificate to accept; the core refuses another form.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalTextTransformation]
    public string? CertificateThumbprint { get => _thumbprint; set => _thumbprint = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Send the token over http also to a public address.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

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

    /// <summary>What names this client to Plex, in place of the identifier of user and machine.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,256}\\z")]
    public string? ClientIdentifier { get; set; }

    /// <summary>Refuses a proxy that cannot be used before anything is done.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            ProxyAddress.Require(Proxy);
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

    private protected PlexClientOptions Options(string? expectedMachineIdentifier = null)
    {
        if (SkipCertificateCheck && CertificateThumbprint is null)
            WriteWarning("Certificates are not checked in this session: whoever is on the way can read the token. Prefer -CertificateThumbprint.");

        PlexClientOptions options = new()
        {
            Timeout = TimeoutSec > 0 ? TimeSpan.FromSeconds(TimeoutSec) : Timeout.InfiniteTimeSpan,
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
            SkipCertificateCheck = SkipCertificateCheck,
            CertificateThumbprint = CertificateThumbprint,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            NoProxy = NoProxy,
            ClientIdentifier = ResolveClientIdentifier(),
            ExpectedMachineIdentifier = expectedMachineIdentifier,
        };
        options.RequireValid();
        return options;
    }

    private string ResolveClientIdentifier()
    {
        PlexClientIdentifier identifier = PlexClientIdentifier.Resolve(ClientIdentifier);
        if (identifier.Notice is not null)
            WriteWarning(identifier.Notice);
        return identifier.Value;
    }
}
