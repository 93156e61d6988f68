<#
.SYNOPSIS
    Gets a new transient token and saves it in a file, as a scheduled task or a cron job.
.DESCRIPTION
    A transient token expires after at most 48 hours. If this script runs every day, the file always contains a valid token for
    other scripts, and they need no account token. The file has the format of Import-Clixml. On Windows, only the same user on
    the same machine can read the token in it. On Linux and macOS, the token is not encrypted, and only the file permissions
    (read and write for you) protect it. The script creates a new file with these permissions and then replaces the old file, so
    that other users cannot open it in between.

    Store the file in a folder that only you can write to. Anyone who can replace the file can redirect the token.

    Specify the address and the account token in PLEX_URL and PLEX_TOKEN, or in -Uri and -AccountPath. To create the file of
    -AccountPath: Get-Credential plex | Export-Clixml plex-account.xml

    The exit code is 0 if the file contains a new token, and 1 otherwise. The reason is written to the error stream and to
    -LogPath.
.EXAMPLE
    ./Update-PlexTransientToken.ps1 -Uri https://plex.example.org:32400 -AccountPath ~/plex-account.xml -Path ~/plex-token.xml

    Saves a token. To use it: Import-Clixml ~/plex-token.xml | Connect-PlexServer
.EXAMPLE
    PLEX_URL=https://plex.example.org:32400
    30 4 * * * PLEX_TOKEN=$(cat ~/.plex-token) pwsh -NoProfile -File ~/Update-PlexTransientToken.ps1 -Path ~/plex-token.xml

    Two lines of a crontab. The script runs every day at 4:30.
.EXAMPLE
    $arguments = '-NoProfile -File C:\Jobs\Update-PlexTransientToken.ps1 -Uri https://plex.example.org:32400' +
        ' -AccountPath C:\Jobs\plex-account.xml -Path C:\Jobs\plex-token.xml'
    $action = New-ScheduledTaskAction -Execute pwsh -Argument $arguments
    Register-ScheduledTask -TaskName 'Plex token' -Action $action -Trigger (New-ScheduledTaskTrigger -Daily -At 4:30)

    A Windows task that runs every day at 4:30.
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

    # The file with the credential of the account. Its password is the token.
    [Parameter(Mandatory, ParameterSetName = 'Account')]
    [string] $AccountPath,

    # A log file. Each run adds a line.
    [string] $LogPath
)
$ErrorActionPreference = 'Stop'

function Add-LogLine([string] $File, [string] $Text) {
    Write-Verbose $Text
    if ($File) { Add-Content -LiteralPath $File -Value ('{0:s} {1}' -f (Get-Date), $Text) }
}

# Creates a new file with private permissions. It fails if the file exists, because another user may have created it.
function Open-PrivateFile([string] $File) {
    if ($PSVersionTable.PSVersion.Major -lt 6) { return [IO.FileStream]::new($File, 'CreateNew', 'Write', 'None') }
    $options = [IO.FileStreamOptions] @{ Mode = 'CreateNew'; Access = 'Write'; Share = 'None' }
    if (-not $IsWindows) { $options.UnixCreateMode = 'UserRead, UserWrite' }
    [IO.FileStream]::new($File, $options)
}

function Write-PrivateFile([string] $File, [string] $Text) {
    $temporary = '{0}.{1:n}.new' -f $File, [guid]::NewGuid()
    try {
        $bytes = [Text.UTF8Encoding]::new($false).GetBytes($Text)
        $stream = Open-PrivateFile $temporary
        try { $stream.Write($bytes, 0, $bytes.Length) } finally { $stream.Dispose() }

        # A reader always finds a complete token, either the old or the new one.
        if ($PSVersionTable.PSVersion.Major -ge 6) { [IO.File]::Move($temporary, $File, $true) }
        elseif ([IO.Directory]::Exists($File)) { throw "$File is a folder." }
        else { Move-Item -LiteralPath $temporary -Destination $File -Force }
    }
    finally {
        # After the move, the file no longer exists; deleting it is not an error.
        [IO.File]::Delete($temporary)
    }
}

$session = $null
try {
    $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    $connect = @{ FromEnvironment = $true }
    if ($AccountPath) { $connect = @{ Uri = $Uri; Token = Import-Clixml -LiteralPath $AccountPath } }
    $session = Connect-PlexServer @connect -PassThru
    $token = Get-PlexTransientToken -Session $session

    $saved = [pscustomobject] @{
        Server                = $token.Server
        Uri                   = $token.Uri
        MachineIdentifier     = $token.MachineIdentifier
        CertificateThumbprint = $token.CertificateThumbprint
        Token                 = $token.Token
        IssuedAt              = $token.IssuedAt
        ExpiresAt             = $token.ExpiresAt
    }
    # The same format and depth as Export-Clixml.
    Write-PrivateFile $file ([System.Management.Automation.PSSerializer]::Serialize($saved, 2))
    Add-LogLine $LogPath "A token of $($token.Server), valid until $($token.ExpiresAt.ToString('u')) at most."
}
catch {
    # The messages of PlexSecurity contain no token.
    Add-LogLine $LogPath "Failed: $_ $($_.ErrorDetails.RecommendedAction)"
    Write-Error $_ -ErrorAction Continue
    exit 1
}
finally {
    if ($session) { $session | Disconnect-PlexServer }
}
exit 0
