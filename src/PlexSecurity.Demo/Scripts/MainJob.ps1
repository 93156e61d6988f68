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
    # The source to request; without it, the script only uses the server itself.
    [string] $Source
)

Connect-PlexServer -FromEnvironment
try {
    # The open session.
    Get-PlexServerSession

    # A temporary token, to use instead of the account token.
    Get-PlexTransientToken

    # The sources of the server: itself and its providers.
    Get-PlexSource

    if ($Source) {
        # The token and the addresses of one source.
        $connection = Get-PlexSourceConnection $Source
        $connection
        $connection.Connections

        # The certificate to trust, if the machine does not trust its issuer.
        $trust = if ($env:PLEX_THUMBPRINT) { @{ CertificateThumbprint = $env:PLEX_THUMBPRINT } } else { @{} }

        # The reachable addresses, and the best of them.
        Test-PlexSourceConnection $connection @trust

        # A session with that source, by its best address and with its own token.
        $connection | Connect-PlexServer @trust -PassThru
    }

    # An unknown source is an error; the script continues.
    Get-PlexSourceConnection server://no-such-source # fails: Plex*
}
finally {
    Get-PlexServerSession | Disconnect-PlexServer
}
