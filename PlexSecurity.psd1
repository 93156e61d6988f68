@{
    # The build for this edition of PowerShell.
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/PlexSecurity.dll' }
    else { 'bin/netstandard2.0/PlexSecurity.dll' }
    ModuleVersion          = '0.2.0'
    GUID                   = '745a0d51-d99f-4eea-bb6e-7e3a5eb1e803'
    Author                 = 'PlexSecurity contributors'
    CompanyName            = 'Community'
    Copyright              = '(c) PlexSecurity contributors. MIT license.'
    Description            = 'Gets transient tokens and source connections from Plex Media Server, without exposing tokens.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    # For Windows PowerShell. The other build requires PowerShell 7.4 for .NET 8, but this key cannot specify two versions.
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('PlexSecurity.Format.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    # Listed by name: a wildcard would disable autoloading.
    CmdletsToExport        = @(
        'Connect-PlexAccount'
        'Connect-PlexServer'
        'Disconnect-PlexAccount'
        'Disconnect-PlexServer'
        'Get-PlexAccount'
        'Get-PlexAccountDevice'
        'Get-PlexServerAdvisory'
        'Get-PlexServerSession'
        'Get-PlexSource'
        'Get-PlexSourceConnection'
        'Get-PlexTransientToken'
        'Remove-PlexAccountDevice'
        'Test-PlexSourceConnection'
    )
    PrivateData            = @{
        PSData = @{
            # The build adds the addresses of the repository and the prerelease label.
            Tags         = @(
                'Plex', 'PlexMediaServer', 'Token', 'Security', 'Windows', 'Linux', 'MacOS', 'PSEdition_Core', 'PSEdition_Desktop'
            )
        }
    }
}
