<#
.SYNOPSIS
    Connects with a token from a vault of SecretManagement, and keeps only a temporary one.
.DESCRIPTION
    The account's token stays in the vault: it is read, traded for a transient token at once, and forgotten. The session that is
    written becomes the default one of this PowerShell session too.

    Once, to put the token there:
        Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
        Register-SecretVault SecretStore -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
        Set-Secret Plex -Secret (Read-Host 'Token' -AsSecureString)
.EXAMPLE
    ./Connect-PlexServerFromVault.ps1 -Uri https://plex.example.org:32400

    Takes the secret named Plex from the default vault.
.EXAMPLE
    $session = ./Connect-PlexServerFromVault.ps1 -Uri 192.168.1.10 -Name PlexAtHome -Vault KeePass
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity, Microsoft.PowerShell.SecretManagement
[CmdletBinding()]
[OutputType('PlexSecurity.PlexServerSession')]
param(
    # The address of the server.
    [Parameter(Mandatory)]
    [string] $Uri,

    # The name of the secret: a SecureString, a text, or a credential with the token as its password.
    [string] $Name = 'Plex',

    # The vault; the default one, if left out.
    [string] $Vault
)
$ErrorActionPreference = 'Stop'

$secret = @{ Name = $Name }
if ($Vault) { $secret.Vault = $Vault }
Connect-PlexServer -Uri $Uri -Token (Get-Secret @secret) -Transient -PassThru
