<#
.SYNOPSIS
    Asks several servers at once who they are and what they know.
.DESCRIPTION
    Gives an object for each server, in the order in which they answer: its name, version, number of sources, and how long that
    took. A server that does not answer has its error instead, and keeps none of the others waiting.
.EXAMPLE
    Get-Content servers.txt | ./Get-PlexServerOverview.ps1 -Token (Get-Secret Plex) | Sort-Object Name | Format-Table
.EXAMPLE
    Import-Csv servers.csv | ./Get-PlexServerOverview.ps1 -Token (Read-Host 'Token' -AsSecureString) | Where-Object Error

    The servers that do not answer, of a file with the columns Uri and CertificateThumbprint.
#>
#Requires -Version 7.0
#Requires -Modules PlexSecurity
[CmdletBinding()]
param(
    # The addresses of the servers.
    [Parameter(Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [string] $Uri,

    # The SHA-256 thumbprint of a certificate that is not trusted otherwise.
    [Parameter(ValueFromPipelineByPropertyName)]
    [string] $CertificateThumbprint,

    # The token, the same for all.
    [Parameter(Mandatory)]
    [securestring] $Token,

    # Seconds that a server has for each answer.
    [double] $TimeoutSec = 10,

    # How many servers are asked at once.
    [int] $ThrottleLimit = 8
)
begin {
    $servers = [System.Collections.Generic.List[hashtable]]::new()
}
process {
    $server = @{ Uri = $Uri; TimeoutSec = $TimeoutSec }
    if ($CertificateThumbprint) { $server.CertificateThumbprint = $CertificateThumbprint }
    $servers.Add($server)
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
