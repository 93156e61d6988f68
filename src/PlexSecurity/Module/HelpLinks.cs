namespace PlexSecurity.Module;

/// <summary>Where <c>Get-Help -Online</c> leads.</summary>
internal static class HelpLinks
{
    public const string ConnectPlexAccount = Root + "Connect-PlexAccount.md";
    public const string ConnectPlexServer = Root + "Connect-PlexServer.md";
    public const string DisconnectPlexAccount = Root + "Disconnect-PlexAccount.md";
    public const string DisconnectPlexServer = Root + "Disconnect-PlexServer.md";
    public const string GetPlexAccount = Root + "Get-PlexAccount.md";
    public const string GetPlexAccountDevice = Root + "Get-PlexAccountDevice.md";
    public const string GetPlexServerAdvisory = Root + "Get-PlexServerAdvisory.md";
    public const string GetPlexServerSession = Root + "Get-PlexServerSession.md";
    public const string GetPlexSource = Root + "Get-PlexSource.md";
    public const string GetPlexSourceConnection = Root + "Get-PlexSourceConnection.md";
    public const string GetPlexTransientToken = Root + "Get-PlexTransientToken.md";
    public const string RemovePlexAccountDevice = Root + "Remove-PlexAccountDevice.md";
    public const string TestPlexSourceConnection = Root + "Test-PlexSourceConnection.md";

    private const string Root = "https://github.com/PlexSecurity/PlexSecurity/blob/main/docs/en-US/";
}
