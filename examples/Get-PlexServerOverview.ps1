<#
.SYNOPSIS
    Asks several servers at once who they are and what they know.
.DESCRIPTION
    Gives an object for each server, in the order of their responses: its name, version, number of sources, and how long that
    took. A server that does not respond has its error instead, and does not delay the others.

    The token is sent to each server that is given, so each of them could use it. Give only servers that are yours, from a file
    that only you can write to. -WhatIf shows where the token would be sent. With a MachineIdentifier it is sent only to the
    server that has this identifier, and with a CertificateThumbprint only to the one that has this certificate.
.EXAMPLE
    Get-Content servers.txt | ./Get-PlexServerOverview.ps1 -Token (Get-Secret Plex) | Sort-Object Name | Format-Table
.EXAMPLE
    Import-Csv servers.csv | ./Get-PlexServerOverview.ps1 -Token (Read-Host 'Token' -AsSecureString) | Where-Object Error

    The servers that do not respond, of a file with the columns Uri, MachineIdentifier and CertificateThumbprint.
.EXAMPLE
    Import-Csv servers.csv | ./Get-PlexServerOverview.ps1 -Token (Get-Secret Plex) -WhatIf

    Only shows which servers would get the token.
#>
#Requires -Version 7.4
#Requires -Modules PlexSecurity
[CmdletBinding(SupportsShouldProcess)]
param(
    # The addresses of the servers.
    [Parameter(Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [string] $Uri,

    # The machine identifier that the server must have.
    [Parameter(ValueFromPipelineByPropertyName)]
    [string] $MachineIdentifier,

    # The SHA-256 thumbprint of a certificate that is not trusted otherwise.
    [Parameter(ValueFromPipelineByPropertyName)]
    [string] $CertificateThumbprint,

    # The token, which is sent to each of the servers.
    [Parameter(Mandatory)]
    [securestring] $Token,

    # Seconds that a server has for each response.
    [double] $TimeoutSec = 10,

    # How many servers are asked at once.
    [int] $ThrottleLimit = 8
)
begin {
    $servers = [System.Collections.Generic.List[hashtable]]::new()
}
process {
    $server = @{ Uri = $Uri; TimeoutSec = $TimeoutSec }
    if ($MachineIdentifier) { $server.MachineIdentifier = $MachineIdentifier }
    if ($CertificateThumbprint) { $server.CertificateThumbprint = $CertificateThumbprint }
    if ($PSCmdlet.ShouldProcess($Uri, 'Send the token')) { $servers.Add($server) }
}
end {
    $servers | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
        $connect = $_
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $session = $failure = $null
        $sources = @()
        try {
            # The session belongs to this runspace; the token is shared and stays as it is.
            $session = Connect-PlexServer @connect -Token $using:Token -PassThru -ErrorAction Stop
            $sources = @(Get-PlexSource -Session $session -ErrorAction Stop)
        }
        catch {
            $failure = "$_"
        }
        finally {
            if ($session) { $session | Disconnect-PlexServer }
        }
        [pscustomobject]@{
            Uri     = $connect.Uri
            Name    = $session.Name
            Version = $session.Version
            Sources = $sources.Count
            Seconds = [math]::Round($watch.Elapsed.TotalSeconds, 2)
            Error   = $failure
        }
    }
}
