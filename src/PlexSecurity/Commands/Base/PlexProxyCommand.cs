using System.Management.Automation;
using System.Security;
using PlexSecurity.Networking;

namespace PlexSecurity.Commands;

/// <summary>
/// A cmdlet that sends requests to servers or plex.tv, optionally through a proxy. The parameters are named as in
/// Invoke-RestMethod.
/// </summary>
public abstract class PlexProxyCommand : PlexCommand
{
    private protected const string TokenVariable = "PLEX_TOKEN";

    /// <summary>The proxy.</summary>
    [Parameter]
    [ProxyTransformation]
    public Uri? Proxy { get; set; }

    /// <summary>The credentials for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Whether to use no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The certificate and http options. They keep their defaults in cmdlets without these parameters.</summary>
    private protected virtual ServerChecks Checks => default;

    /// <summary>Validates the parameters.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            ProxySettings.Validate(Proxy);
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

    /// <summary>Gets the token from PLEX_TOKEN or a parameter. The core rejects an empty token.</summary>
    private protected static PlexToken ReadToken(bool fromEnvironment, SecureString? token, string variableAdvice)
    {
        if (fromEnvironment)
            return new PlexToken(GetVariable(TokenVariable, PlexError.InvalidToken, variableAdvice));
        return token is null ? new PlexToken(string.Empty) : PlexToken.FromSecureString(token);
    }

    private protected static string GetVariable(string name, PlexError error, string advice) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new PlexException(error, $"The environment variable {name} is not set.", advice);

    /// <summary>Returns the specified client identifier or the stored one, and warns if it cannot be stored.</summary>
    private protected string ResolveClientIdentifier(string? given)
    {
        PlexClientIdentifier identifier = PlexClientIdentifier.Resolve(given);
        if (identifier.Notice is not null)
            WriteWarning(identifier.Notice);
        return identifier.Value;
    }

    /// <summary>Creates the client options from the parameters.</summary>
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
            Timeout = timeoutSec > 0 ? TimeSpan.FromMilliseconds(Math.Max(1, timeoutSec * 1000)) : Timeout.InfiniteTimeSpan,
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
        // Validate the options before the first request.
        options.ToTransport();
        return options;
    }

    private protected readonly record struct ServerChecks(bool SkipCertificate, string? Thumbprint, bool AllowUnencrypted);
}
