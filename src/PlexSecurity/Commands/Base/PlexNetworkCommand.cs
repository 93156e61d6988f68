using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that connects to servers, with the connection parameters that testing and connecting share.</summary>
public abstract class PlexNetworkCommand : PlexProxyCommand
{
    // An empty text, such as an empty CSV cell, means no thumbprint.
    private string? _thumbprint;

    /// <summary>Whether to accept any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 thumbprint of the only accepted certificate. The core validates the format.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalTextTransformation]
    public string? CertificateThumbprint { get => _thumbprint; set => _thumbprint = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Whether to allow http to a public address, and to a source that also has https addresses.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Validates the parameters.</summary>
    protected override void BeginProcessing()
    {
        RequireValue(nameof(CertificateThumbprint));
        base.BeginProcessing();
    }

    /// <summary>
    /// Rejects an empty value from the command line, such as an unset variable: connecting without the check would be less secure
    /// than requested. An empty cell of a piped row means no check.
    /// </summary>
    private protected void RequireValue(string parameter)
    {
        if (MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) && string.IsNullOrEmpty(value as string))
            ThrowTerminatingError(ErrorRecords.EmptyArgument(parameter));
    }

    // A pin takes precedence.
    private protected override ServerChecks Checks =>
        new(SkipCertificateCheck && CertificateThumbprint is null, CertificateThumbprint, AllowUnencryptedAuthentication);
}
