<#
.SYNOPSIS
    Gets a new transient token and keeps it in a file, as a job of a task scheduler or of cron.
.DESCRIPTION
    A transient token lasts 48 hours at most. Run every day, this keeps a fresh one for the scripts that need it, so that they
    never hold the account's own token. The file is one for Import-Clixml: on Windows only the same user on the same machine can
    read the token in it; on Linux and macOS it is not encrypted, and only its permissions (read and write for you) guard it.
    It is created with these permissions beside the old file and then takes its place: nobody else can open it in between.

    Keep it in a folder that only you can write to. Whoever can replace the file decides where the token in it is sent.

    Address and account token come from PLEX_URL and PLEX_TOKEN, or from -Uri and -AccountPath, a credential that was kept
    before by: Get-Credential plex | Export-Clixml plex-account.xml

    The exit code is 0 where the file has a new token, 1 where it has not; the reason goes to the error stream, and to -LogPath.
.EXAMPLE
    ./Update-PlexTransientToken.ps1 -Uri https://plex.example.org:32400 -AccountPath ~/plex-account.xml -Path ~/plex-token.xml

    Use the token as: Import-Clixml ~/plex-token.xml | Connect-PlexServer
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

# Opens a file that was not there before, for its user alone: never one that somebody else has put there.
function Open-PrivateFile([string] $File) {
    if ($PSVersionTable.PSVersion.Major -lt 6) { return [IO.FileStream]::new($File, 'CreateNew', 'Write', 'None') }
    $options = [IO.FileStreamOptions] @{ Mode = 'CreateNew'; Access = 'Write'; Share = 'None' }
    if (-not $IsWindows) { $options.UnixCreateMode = 'UserRead, UserWrite' }
    [IO.FileStream]::new($File, $options)
}

function Write-PrivateFile([string] $File, [string] $Text) {
    $draft = '{0}.{1:n}.new' -f $File, [guid]::NewGuid()
    try {
        $bytes = [Text.UTF8Encoding]::new($false).GetBytes($Text)
        $stream = Open-PrivateFile $draft
        try { $stream.Write($bytes, 0, $bytes.Length) } finally { $stream.Dispose() }

        # A reader finds the old token or the new one, whole.
        if ($PSVersionTable.PSVersion.Major -ge 6) { [IO.File]::Move($draft, $File, $true) }
        elseif ([IO.Directory]::Exists($File)) { throw "$File is a folder." }
        else { Move-Item -LiteralPath $draft -Destination $File -Force }
    }
    finally {
        # Deleting a file that is not there is no error: it has taken its place.
        [IO.File]::Delete($draft)
    }
}

$session = $null
try {
    $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    $connect = @{ FromEnvironment = $true }
    if ($AccountPath) { $connect = @{ Uri = $Uri; Token = Import-Clixml -LiteralPath $AccountPath } }
    $session = Connect-PlexServer @connect -PassThru
    $token = Get-PlexTransientToken -Session $session

    $kept = [pscustomobject] @{
        Server                = $token.Server
        Uri                   = $token.Uri
        MachineIdentifier     = $token.MachineIdentifier
        CertificateThumbprint = $token.CertificateThumbprint
        Token                 = $token.Token
        IssuedAt              = $token.IssuedAt
        ExpiresAt             = $token.ExpiresAt
    }
    # What Export-Clixml would write, as deep as it does.
    Write-PrivateFile $file ([System.Management.Automation.PSSerializer]::Serialize($kept, 2))
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
