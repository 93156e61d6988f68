<#
.SYNOPSIS
    The main job of PlexSecurity: a transient token, and the connection information of a source.
.DESCRIPTION
    Takes the address and the token of the server from PLEX_URL and PLEX_TOKEN, and from PLEX_THUMBPRINT, if it is set, the
    SHA-256 thumbprint of the source's certificate.
.EXAMPLE
    ./MainJob.ps1 -Source server://CLIENT-IDENTIFIER
#>
#Requires -Modules PlexSecurity
[CmdletBinding()]
param(
    # The source to ask for; without it, only the server itself is asked.
    [string] $Source
)

Connect-PlexServer -FromEnvironment
try {
    # The open session.
    Get-PlexServerSession

    # A temporary token, to hand out in place of the account's own.
    Get-PlexTransientToken

    # What the server knows: itself and its providers.
    Get-PlexSource

    if ($Source) {
        # The token and the addresses of one source.
        $connection = Get-PlexSourceConnection $Source
        $connection
        $connection.Connections

        # The certificate to trust, where the machine does not trust who signed it.
        $trust = if ($env:PLEX_THUMBPRINT) { @{ CertificateThumbprint = $env:PLEX_THUMBPRINT } } else { @{} }

        # The reachable addresses, and the best of them.
        Test-PlexSourceConnection $connection @trust

        # A session with that source, by its best address and with its own token.
        $connection | Connect-PlexServer @trust -PassThru
    }

    # A source that the server does not know is an error; the script goes on.
    Get-PlexSourceConnection server://no-such-source # fails: Plex*
}
finally {
    Get-PlexServerSession | Disconnect-PlexServer
}
