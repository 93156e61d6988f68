@{
    # The build of the assembly that this edition of PowerShell can load.
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/PlexSecurity.dll' } else { 'bin/netstandard2.0/PlexSecurity.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '745a0d51-d99f-4eea-bb6e-7e3a5eb1e803'
    Author                 = 'PlexSecurity contributors'
    CompanyName            = 'Community'
    Copyright              = '(c) PlexSecurity contributors. MIT license.'
    Description            = 'Transient tokens and source connections of Plex Media Server, from PowerShell, without ever showing a token.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    # The least of Windows PowerShell. Of PowerShell it is 7.4: the build for it needs .NET 8, and no key here can say both.
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('PlexSecurity.Format.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    # By name: a wildcard would stop autoloading.
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
            # The build adds the addresses of the repository, where it knows one, and what a prerelease is called.
            Tags         = @('Plex', 'PlexMediaServer', 'Token', 'Security', 'Windows', 'Linux', 'MacOS', 'PSEdition_Core', 'PSEdition_Desktop')
        }
    }
}
