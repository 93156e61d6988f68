<#
.SYNOPSIS
    Gets a new transient token and keeps it in a file, as a job of a task scheduler or of cron.
.DESCRIPTION
    A transient token lasts 48 hours at most. Run every day, this keeps a fresh one for the scripts that need it, so that they
    never hold the account's own token. The file is made by Export-Clixml: on Windows only the same user on the same machine can
    read the token in it; on Linux and macOS it is not encrypted, and only its permissions (read and write for you) guard it.

    Address and account token come from PLEX_URL and PLEX_TOKEN, or from -Uri and -AccountPath, a credential that was kept
    before by: Get-Credential plex | Export-Clixml plex-account.xml

    The exit code is 0 where the file has a new token, 1 where it has not; the reason goes to the error stream, and to -LogPath.
.EXAMPLE
    ./Update-PlexTransientToken.ps1 -Uri https://plex.example.org:32400 -AccountPath ~/plex-account.xml -Path ~/plex-token.xml

    Use the token as: Connect-PlexServer https://plex.example.org:32400 -Token (Import-Clixml ~/plex-token.xml).Token
.EXAMPLE
    30 4 * * * PLEX_URL=https://plex.example.org:32400 PLEX_TOKEN=$(cat ~/.plex-token) pwsh -NoProfile -File ~/Update-PlexTransientToken.ps1 -Path ~/plex-token.xml

    A line of a crontab: every day at 4:30.
.EXAMPLE
    $action = New-ScheduledTaskAction -Execute pwsh -Argument '-NoProfile -File C:\Jobs\Update-PlexTransientToken.ps1 -Uri https://plex.example.org:32400 -AccountPath C:\Jobs\plex-account.xml -Path C:\Jobs\plex-token.xml'
    Register-ScheduledTask -TaskName 'Plex token' -Action $action -Trigger (New-ScheduledTaskTrigger -Daily -At 4:30)

    A task of Windows: every day at 4:30.
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity
[CmdletBinding(DefaultParameterSetName = 'Environment')]
param(
    # The file for the token.
    [Parameter(Mandatory)]
    [string] $Path,

    # The address of the server.
    [Parameter(Mandatory, ParameterSetName = 'Account')]
    [string] $Uri,

    # The file with the account's credential; its password is the token.
    [Parameter(Mandatory, ParameterSetName = 'Account')]
    [string] $AccountPath,

    # A file that gets a line for each run.
    [string] $LogPath
)
$ErrorActionPreference = 'Stop'

function Add-LogLine([string] $File, [string] $Text) {
    Write-Verbose $Text
    if ($File) { Add-Content -LiteralPath $File -Value ('{0:s} {1}' -f (Get-Date), $Text) }
}

$session = $null
try {
    $connect = @{ FromEnvironment = $true }
    if ($AccountPath) { $connect = @{ Uri = $Uri; Token = Import-Clixml -LiteralPath $AccountPath } }
    $session = Connect-PlexServer @connect -PassThru
    $token = Get-PlexTransientToken -Session $session

    # Whole or not at all, and private before there is anything in it: a reader finds the old token or the new one.
    $draft = "$Path.new"
    $null = New-Item -ItemType File -Path $draft -Force
    if ($PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows) { chmod 600 $draft }
    $token | Select-Object Server, Uri, Token, IssuedAt, ExpiresAt | Export-Clixml -LiteralPath $draft
    Move-Item -LiteralPath $draft -Destination $Path -Force
    Add-LogLine $LogPath "A token of $($token.Server), valid until $($token.ExpiresAt.ToString('u')) at most."
}
catch {
    # The messages of PlexSecurity have no token in them.
    Add-LogLine $LogPath "Failed: $_ $($_.ErrorDetails.RecommendedAction)"
    Write-Error $_ -ErrorAction Continue
    exit 1
}
finally {
    if ($session) { $session | Disconnect-PlexServer }
}
exit 0
