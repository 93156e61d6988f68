
namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>Every cmdlet, with every stream and each terminating error merged into the output.</summary>
internal static class LeakScripts
{
    private const string Quick = "-TimeoutSec 0.25 -MaximumRetryCount 1 -RetryIntervalSec 0.001";
    private const string Loud = "-Verbose -Debug";

    /// <summary>Opens the sessions for the other scripts, without faults, because the first call of a process is slow.</summary>
    public const string Prepare = $$"""
        Connect-PlexServer $uri -Token $token
        $account = Connect-PlexServer $uri -Token $token -PassThru {{Quick}}
        $transient = Connect-PlexServer $uri -Token $token -Transient -PassThru {{Quick}}
        $restricted = Connect-PlexServer $uri -Token $shared -PassThru {{Quick}}
        $known = Get-PlexSourceConnection $itself -Session $account
        """;

    /// <summary>The commands by the endpoint that they reach.</summary>
    public static IReadOnlyDictionary<string, string> ByEndpoint { get; } = new Dictionary<string, string>
    {
        ["/identity"] = Merged(
            $"Connect-PlexServer $uri -Token $token -PassThru {Quick} {Loud}",
            $"$known | Connect-PlexServer -PassThru {Quick} {Loud}",
            $"Test-PlexSourceConnection $known -TimeoutSec 0.25 {Loud}"),
        ["/"] = Merged(
            $"$known | Connect-PlexServer -PassThru {Quick} {Loud}",
            $"[pscustomobject]@{{ Uri = $uri; Token = $text }} | Connect-PlexServer -PassThru {Quick} {Loud}"),
        ["/security/token"] = Merged(
            $"Connect-PlexServer $uri -Token $token -Transient -PassThru {Quick} {Loud}",
            $"Get-PlexTransientToken -Session $account {Loud}",
            $"$transient, $restricted | Get-PlexTransientToken {Loud}",
            $"$account, $transient | Get-PlexServerAdvisory {Loud}"),
        ["/media/providers"] = Merged(
            $"Get-PlexSource -Session $account {Loud}", $"Get-PlexSource -Session $transient -Account {Loud}"),
        ["/security/resources"] = Merged(
            $"Get-PlexSourceConnection $source, $provider, server://unknown, 'not a source' -Session $account -Refresh {Loud}",
            $"Get-PlexSourceConnection $source -Session $transient {Loud}",
            $"Get-PlexSourceConnection $source -Session $restricted {Loud}"),
    };

    /// <summary>Failures without a fault of the server.</summary>
    public static string Mistakes { get; } = Merged(
        $"Connect-PlexServer $uri -Token $wrong {Quick} {Loud}",
        $"Connect-PlexServer $uri -Token $damaged {Quick} {Loud}",
        $"Connect-PlexServer $uri -Token @($text, $text) {Quick} {Loud}",
        $"Connect-PlexServer \"http://nobody:$text@127.0.0.1:1/\" -Token $token {Quick} {Loud}",
        $"Connect-PlexServer \"http://127.0.0.1:1/?X-Plex-Token=$text\" -Token $token {Quick} {Loud}",
        $"Connect-PlexServer \"127.0.0.1:1#$text\" -Token $token {Quick} {Loud}",
        $"Connect-PlexServer \"127.0.0.1:1?a=$text\" -Token $token {Quick} {Loud}",
        $"Connect-PlexServer http://plex.invalid:32400 -Token $token {Quick} {Loud}",
        $"Connect-PlexServer http://127.0.0.1:1 -Token $token -NoProxy {Quick} {Loud}",
        $"Connect-PlexServer $https -Token $token {Quick} {Loud}",
        $"Connect-PlexServer $https -Token $token -CertificateThumbprint ('0A' * 32) {Quick} {Loud}",
        $"Connect-PlexServer $https -Token $token -SkipCertificateCheck -PassThru {Quick} {Loud}",
        $"Get-PlexTransientToken -Type Other {Loud}",
        $"Get-PlexServerSession {Loud}");

    /// <summary>Commands after a restart of the server and after disconnecting.</summary>
    public static string Ends { get; } = Merged(
        $"Get-PlexSourceConnection $source -Session $transient {Loud}",
        $"Get-PlexTransientToken -Session $transient {Loud}",
        $"Disconnect-PlexServer {Loud}",
        $"Disconnect-PlexServer $account, $transient, $restricted {Loud}",
        "$account",
        $"Get-PlexTransientToken -Session $account {Loud}",
        $"Get-PlexSourceConnection $source -Session $account {Loud}");

    private static string Merged(params string[] commands) => string.Join(
        Environment.NewLine,
        commands.Select(command => $"& {{ try {{ {command} }} catch {{ $_ }} }} *>&1"));
}
