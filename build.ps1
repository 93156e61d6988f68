<#
.SYNOPSIS
    Builds, tests, checks and publishes PlexSecurity.
.DESCRIPTION
    Runs on Windows PowerShell 5.1 and PowerShell 7.4 or later. Build, Test, Docs and Demo need the .NET SDK alone. Test runs the
    Pester tests too, in the PowerShell of .config/dotnet-tools.json; Pester runs them in this one, and needs the module Pester 5
    or 6, as Analyze needs PSScriptAnalyzer. Publish needs PSResourceGet and a key in PSGALLERY_API_KEY, and asks first.
.EXAMPLE
    ./build.ps1 -Task Build, Pester
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pester', 'Analyze', 'Docs', 'Package', 'Publish', 'Demo', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
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
        'Package' {
            # From nothing, so that the package has what this build lays out and no more.
            if (Test-Path $module) { Remove-Item $module -Recurse -Force -Confirm:$false }
            Invoke-Tool dotnet @('build', 'src/PlexSecurity', '--configuration', 'Release')
            Invoke-Tool dotnet @('pack', 'src/PlexSecurity', '--configuration', 'Release', '--no-build', '--output', $out)
        }
        'Publish' {
            $version = (Test-ModuleManifest (Join-Path $module 'PlexSecurity.psd1')).Version
            if (-not $env:PSGALLERY_API_KEY) { throw 'Set PSGALLERY_API_KEY to the key of the PowerShell Gallery.' }
            if ($PSCmdlet.ShouldProcess("PlexSecurity $version", 'Publish to the PowerShell Gallery')) {
                Publish-PSResource -Path $module -Repository PSGallery -ApiKey $env:PSGALLERY_API_KEY
            }
        }
    }
}
finally {
    Pop-Location
}
