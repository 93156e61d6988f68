using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// A cmdlet that asks servers, with the parameters of the way there: what the test of an address takes as well as the connection
/// to it. They have the names of Invoke-RestMethod's.
/// </summary>
public abstract class PlexNetworkCommand : PlexCommand
{
    /// <summary>Accept any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 thumbprint of the one certificate to accept.</summary>
    [Parameter]
    [ValidatePattern("^([0-9A-Fa-f]{2}[: ]?){31}[0-9A-Fa-f]{2}\\z")]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Let a token go over http to a public address, and to a source that has https addresses too.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The proxy to go through.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Go through no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The one place that makes options of the parameters.</summary>
    private protected PlexClientOptions Options(
        double timeoutSec,
        int maximumRetryCount = 0,
        double retryIntervalSec = 0,
        string? clientIdentifier = null,
        string? expectedMachineIdentifier = null)
    {
        if (Proxy is { IsAbsoluteUri: false })
        {
            throw new PlexException(
                PlexError.InvalidUri,
                "The address of the proxy is not a URL.",
                "Give it as http://host:port.");
        }

        return new PlexClientOptions
        {
            Timeout = timeoutSec > 0 ? TimeSpan.FromSeconds(timeoutSec) : Timeout.InfiniteTimeSpan,
            MaximumRetryCount = maximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(retryIntervalSec),
            SkipCertificateCheck = SkipCertificateCheck,
            CertificateThumbprint = CertificateThumbprint,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
            Proxy = Proxy,
            NoProxy = NoProxy,
            ClientIdentifier = clientIdentifier,
            ExpectedMachineIdentifier = expectedMachineIdentifier,
        };
    }
}
