using System.Management.Automation;
using PlexSecurity.Security;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that opens sessions, with the request parameters. They are named as in Invoke-RestMethod.</summary>
public abstract class PlexTransportCommand : PlexNetworkCommand
{
    /// <summary>The timeout of each attempt in seconds; 0 for no timeout.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>The maximum number of retries when the server is busy or the connection fails.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The maximum wait before the first retry, in seconds. It doubles with each retry.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary>The identifier of this client; by default, the identifier of the user and machine.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,256}\\z")]
    public string? ClientIdentifier { get; set; }

    /// <param name="expectedMachineIdentifier">The expected machine identifier; null for any server.</param>
    /// <param name="certificateThumbprint">
    /// The certificate to accept if none is specified; null for any valid certificate.
    /// </param>
    /// <param name="owner">The name of the owner, if another person owns the server.</param>
    /// <param name="clientIdentifier">The client identifier if none is specified; null for the stored identifier.</param>
    private protected PlexClientOptions Options(
        string? expectedMachineIdentifier,
        string? certificateThumbprint = null,
        string? owner = null,
        string? clientIdentifier = null)
    {
        if (SkipCertificateCheck && CertificateThumbprint is null)
        {
            WriteWarning(
                "This session does not check certificates, so an attacker on the network can read the token. Use "
                + "-CertificateThumbprint instead.");
        }

        return Options(
            TimeoutSec,
            MaximumRetryCount,
            RetryIntervalSec,
            ResolveClientIdentifier(ClientIdentifier ?? clientIdentifier),
            expectedMachineIdentifier,
            null,
            certificateThumbprint,
            owner);
    }
}
