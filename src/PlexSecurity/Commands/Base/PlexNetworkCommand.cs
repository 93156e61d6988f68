using System.Management.Automation;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Commands;

/// <summary>
/// A cmdlet that asks servers, with the parameters of the way there: what the test of an address takes as well as the connection
/// to it. They have the names of Invoke-RestMethod's.
/// </summary>
public abstract class PlexNetworkCommand : PlexCommand
{
    // An empty text, such as of a row without a value, is none.
    private string? _thumbprint;

    /// <summary>Accept any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 thumbprint of the one certificate to accept; the core refuses another form.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalTextTransformation]
    public string? CertificateThumbprint { get => _thumbprint; set => _thumbprint = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Let a token go over http to a public address, and to a source that has https addresses too.</summary>
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

    /// <summary>Refuses what cannot be used before anything is done.</summary>
    protected override void BeginProcessing()
    {
        RequireGiven(nameof(CertificateThumbprint));
        try
        {
            ProxySettings.Require(Proxy);
            if (ProxyCredential is not null && Proxy is null)
            {
                throw new PlexException(
                    PlexError.InvalidUri,
                    "There are proxy credentials but no proxy address.",
                    "Give -Proxy together with -ProxyCredential.");
            }
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, Proxy is null ? null : ServerAddress.Display(Proxy.OriginalString)));
        }
    }

    /// <summary>
    /// An empty cell of a piped row is a check that is not wanted. One that is empty on the command line, by a variable that is
    /// not set, is wanted: to go on without it would be less safe than what was asked for.
    /// </summary>
    private protected void RequireGiven(string check)
    {
        if (MyInvocation.BoundParameters.TryGetValue(check, out object? given) && string.IsNullOrEmpty(given as string))
            ThrowTerminatingError(ErrorRecords.EmptyArgument(check));
    }

    /// <summary>The one place that makes options of the parameters.</summary>
    private protected PlexClientOptions Options(
        double timeoutSec,
        int maximumRetryCount = 0,
        double retryIntervalSec = 0,
        string? clientIdentifier = null,
        string? expectedMachineIdentifier = null,
        Action<PlexAttempt>? observer = null,
        string? certificateThumbprint = null)
    {
        PlexClientOptions options = new()
        {
            Timeout = timeoutSec > 0 ? TimeSpan.FromSeconds(timeoutSec) : Timeout.InfiniteTimeSpan,
            MaximumRetryCount = maximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(retryIntervalSec),
            SkipCertificateCheck = SkipCertificateCheck,
            CertificateThumbprint = CertificateThumbprint ?? certificateThumbprint,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            NoProxy = NoProxy,
            ClientIdentifier = clientIdentifier,
            ExpectedMachineIdentifier = expectedMachineIdentifier,
            OnAttempt = observer,
        };
        // Fails here, and not in the middle of a pipeline.
        options.ToTransport();
        return options;
    }
}
