using System.Management.Automation;
using PlexSecurity.Security;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that opens sessions, with the parameters of their calls, named as Invoke-RestMethod's.</summary>
public abstract class PlexTransportCommand : PlexNetworkCommand
{
    /// <summary>Seconds that one attempt of a call may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>The number of retries of a call when the server is busy or the connection fails.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The longest wait in seconds before the first retry; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary>What names this client to Plex, in place of the identifier of user and machine.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,256}\\z")]
    public string? ClientIdentifier { get; set; }

    /// <param name="expectedMachineIdentifier">The machine that must answer; null for any.</param>
    /// <param name="certificateThumbprint">The certificate to accept where none was given; null for any that is valid.</param>
    /// <param name="owner">The name of the owner, where the server is another person's.</param>
    /// <param name="clientIdentifier">What names this client where nothing was given; null for that of user and machine.</param>
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
