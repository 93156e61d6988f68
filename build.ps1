<#
.SYNOPSIS
    Builds, tests, checks and publishes PlexSecurity.
.DESCRIPTION
    Runs on Windows PowerShell 5.1 and PowerShell 7.4 or later. All but these need the .NET SDK alone: Pester needs the module
    Pester 5 or 6, Analyze needs PSScriptAnalyzer, Publish needs PSResourceGet.

    Package makes everything that a release has: the packages of the module and of the core, an SBOM of each and SHA256SUMS.
    The variable ReleaseVersion names the version, and RepositoryUrl the repository that packages and help point to. Without
    them the version is that of the manifest, and there are no addresses.

    Sign, and Package with -CertificateThumbprint, sign the module and make its catalog: on Windows alone.

    Publish sends what Package has made, and asks first. PSGALLERY_API_KEY and NUGET_API_KEY are its keys.
.EXAMPLE
    ./build.ps1 -Task Build, Pester
.EXAMPLE
    ./build.ps1 -Task Package, Publish -Repository Local -NuGetSource ./packages -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pester', 'Analyze', 'Format', 'Docs', 'Package', 'Sign', 'Publish', 'Demo', 'Picture', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The code signing certificate, in the user's own store.
    [string] $CertificateThumbprint,

    # Where the module is published: a repository that PSResourceGet knows.
    [string] $Repository = 'PSGallery',

    # Where the core is published: a source of NuGet, or a folder.
    [string] $NuGetSource = 'https://api.nuget.org/v3/index.json'
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'PlexSecurity'

function Invoke-Tool([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "$Program $Arguments ended with exit code $LASTEXITCODE." }
}

# In a process of its own: a module that was imported here could not be built again.
function Invoke-Script([string] $File, [string[]] $Arguments) {
    $shell = Join-Path $PSHOME $(if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' })
    Invoke-Tool $shell (@('-NoProfile', '-File', (Join-Path $PSScriptRoot $File)) + $Arguments)
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Clean' { if (Test-Path $out) { Remove-Item $out -Recurse -Force -Confirm:$false } }
        'Build' { Invoke-Tool dotnet @('build', '--configuration', $Configuration) }
        'Test' { Invoke-Tool dotnet @('test', '--configuration', $Configuration) }
        'Docs' { Invoke-Tool dotnet @('build', 'src/PlexSecurity', '--configuration', $Configuration) }
        'Demo' { Invoke-Tool dotnet @('run', '--project', 'src/PlexSecurity.Demo', '--configuration', $Configuration) }
        'Pester' {
            Invoke-Tool dotnet @('build', '--configuration', $Configuration)
            Invoke-Script 'tests/Pester/Invoke-Tests.ps1' @('-Configuration', $Configuration)
        }
        'Analyze' { Invoke-Script 'tests/Pester/Invoke-Analysis.ps1' }
        'Format' { Invoke-Tool dotnet @('format', '--verify-no-changes') }
        'Picture' { & ./build/Update-Picture.ps1 -WhatIf:$false }
        'Package' { & ./build/New-Package.ps1 -OutputPath $out -CertificateThumbprint $CertificateThumbprint -WhatIf:$false }
        'Sign' { & ./build/Protect-Module.ps1 -Path $module -CertificateThumbprint $CertificateThumbprint -WhatIf:$false }
        'Publish' { & ./build/Publish-Package.ps1 -Path $out -Repository $Repository -NuGetSource $NuGetSource }
    }
}
finally {
    Pop-Location
}
