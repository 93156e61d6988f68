<#
.SYNOPSIS
    Gets an overview of several servers in parallel.
.DESCRIPTION
    Returns an object for each server, in the order of the responses: its name, version, number of sources, and the duration. For
    a server that does not respond, the object contains the error. It does not delay the other servers.

    The token is sent to each specified server, so each of them could use it. Specify only servers that you own, from a file that
    only you can write to. -WhatIf shows where the token would be sent. With a MachineIdentifier, the token is sent only to the
    server with this identifier, and with a CertificateThumbprint only to the server with this certificate.
.EXAMPLE
    Get-Content servers.txt | ./Get-PlexServerOverview.ps1 -Token (Get-Secret Plex) | Sort-Object Name | Format-Table
.EXAMPLE
    Import-Csv servers.csv | ./Get-PlexServerOverview.ps1 -Token (Read-Host 'Token' -AsSecureString) | Where-Object Error

    Gets the servers that do not respond, from a file with the columns Uri, MachineIdentifier and CertificateThumbprint.
.EXAMPLE
    Import-Csv servers.csv | ./Get-PlexServerOverview.ps1 -Token (Get-Secret Plex) -WhatIf

    Shows which servers would receive the token.
#>
#Requires -Version 7.4
#Requires -Modules PlexSecurity
[CmdletBinding(SupportsShouldProcess)]
param(
    # The addresses of the servers.
    [Parameter(Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [string] $Uri,

    # The expected machine identifier of the server.
    [Parameter(ValueFromPipelineByPropertyName)]
    [string] $MachineIdentifier,

    # The SHA-256 thumbprint of the only certificate to accept.
    [Parameter(ValueFromPipelineByPropertyName)]
    [string] $CertificateThumbprint,

    # The token. It is sent to all servers.
    [Parameter(Mandatory)]
    [securestring] $Token,

    # The timeout of each request in seconds.
    [double] $TimeoutSec = 10,

    # The maximum number of servers to contact at a time.
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
            # The session belongs to this runspace. The token is shared and not changed.
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
