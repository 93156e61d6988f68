<#
.SYNOPSIS
    Signs in to plex.tv with a token from a vault of SecretManagement; the first time, with a code.
.DESCRIPTION
    Where the vault has no token, or plex.tv does not accept it any more, a code is shown, and the new token
    is stored.

    Once, to have a vault:
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

# A vault that is locked or broken stops here: only one that has no such secret leads to a code.
if (Get-SecretInfo -Name $Name) {
    try {
        return Connect-PlexAccount -Token (Get-Secret -Name $Name) -PassThru
    }
    catch [PlexSecurity.PlexException] {
        if ($_.Exception.Error -ne 'Unauthorized') { throw }
        Write-Warning 'plex.tv does not accept the token in the vault any more.'
    }
}
$account = Connect-PlexAccount -PassThru
Set-Secret -Name $Name -Secret $account.Token
$account
