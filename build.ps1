<#
.SYNOPSIS
    Builds, tests, checks and publishes PlexSecurity.
.DESCRIPTION
    Requires Windows PowerShell 5.1 or PowerShell 7.4 or later, and the .NET SDK. Pester also requires the module Pester 5 or 6,
    Analyze requires PSScriptAnalyzer, and Publish requires PSResourceGet.

    Package creates all files of a release: the packages of the module and of the core, an SBOM for each, and SHA256SUMS. The
    environment variable ReleaseVersion specifies the version, and RepositoryUrl the repository for the links in packages and
    help. By default, the version is the version of the manifest, and there are no links.

    Sign, and Package with -CertificateThumbprint, sign the module and create its catalog. They require Windows.

    Publish publishes the files from Package and prompts for confirmation. PSGALLERY_API_KEY and NUGET_API_KEY contain the keys.
.EXAMPLE
    ./build.ps1 -Task Build, Pester
.EXAMPLE
    ./build.ps1 -Task Package, Publish -Repository Local -NuGetSource ./packages -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Position = 0)]
    [ValidateSet(
        'Build', 'Test', 'Pester', 'Analyze', 'Format', 'Docs', 'Package', 'Sign', 'Publish', 'Demo', 'Picture', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The thumbprint of the code signing certificate in the store of the user.
    [string] $CertificateThumbprint,

    # The PSResourceGet repository for the module.
    [string] $Repository = 'PSGallery',

    # The NuGet source for the core, or a folder.
    [string] $NuGetSource = 'https://api.nuget.org/v3/index.json'
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'PlexSecurity'

function Invoke-Tool([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "$Program $Arguments failed with exit code $LASTEXITCODE." }
}

# Runs in a separate process: an imported module could not be built again.
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
