using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// A cmdlet that asks servers, with the parameters of the way there: what the test of an address takes as well as the connection
/// to it.
/// </summary>
public abstract class PlexNetworkCommand : PlexProxyCommand
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

    /// <summary>Refuses what cannot be used before anything is done.</summary>
    protected override void BeginProcessing()
    {
        RequireGiven(nameof(CertificateThumbprint));
        base.BeginProcessing();
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

    // A pin decides alone.
    private protected override ServerChecks Checks =>
        new(SkipCertificateCheck && CertificateThumbprint is null, CertificateThumbprint, AllowUnencryptedAuthentication);
}
