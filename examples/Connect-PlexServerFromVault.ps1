<#
.SYNOPSIS
    Connects with a token from a SecretManagement vault, and keeps only a temporary token.
.DESCRIPTION
    The account token stays in the vault: it is read, exchanged for a transient token immediately, and dropped. The returned
    session also becomes the default session.

    To store the token, once:
        Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
        Register-SecretVault SecretStore -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
        Set-Secret Plex -Secret (Read-Host 'Token' -AsSecureString)
.EXAMPLE
    ./Connect-PlexServerFromVault.ps1 -Uri https://plex.example.org:32400

    Uses the secret Plex from the default vault.
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

    # The name of the secret: a SecureString, a string, or a credential with the token as its password.
    [string] $Name = 'Plex',

    # The vault. By default, the default vault is used.
    [string] $Vault
)
$ErrorActionPreference = 'Stop'

$secret = @{ Name = $Name }
if ($Vault) { $secret.Vault = $Vault }
Connect-PlexServer -Uri $Uri -Token (Get-Secret @secret) -Transient -PassThru
