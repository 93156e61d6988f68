<#
.SYNOPSIS
    Signs in to plex.tv with a token from a SecretManagement vault, and the first time with a code.
.DESCRIPTION
    If the vault has no token, or plex.tv no longer accepts it, a code is shown, and the new token is stored.

    To create a vault, once:
        Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
        Register-SecretVault SecretStore -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
.EXAMPLE
    ./Connect-PlexAccountFromVault.ps1
    Connect-PlexServer -Name Attic
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity, Microsoft.PowerShell.SecretManagement
[CmdletBinding()]
[OutputType('PlexSecurity.PlexAccountSession')]
param(
    # The name of the secret.
    [string] $Name = 'PlexAccount'
)
$ErrorActionPreference = 'Stop'

# A locked or damaged vault fails here. Only a missing secret leads to a sign-in with a code.
if (Get-SecretInfo -Name $Name) {
    try {
        return Connect-PlexAccount -Token (Get-Secret -Name $Name) -PassThru
    }
    catch [PlexSecurity.PlexException] {
        if ($_.Exception.Error -ne 'Unauthorized') { throw }
        Write-Warning 'plex.tv no longer accepts the token in the vault.'
    }
}
$account = Connect-PlexAccount -PassThru
Set-Secret -Name $Name -Secret $account.Token
$account
