<#
.SYNOPSIS
    Creates all files of a release: the packages, the SBOMs and SHA256SUMS.
.DESCRIPTION
    The environment variables ReleaseVersion and RepositoryUrl are used as build properties.
.EXAMPLE
    ./build.ps1 -Task Package
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The folder for the files.
    [Parameter(Mandatory)]
    [string] $OutputPath,

    # The thumbprint of the code signing certificate. By default, the module is not signed.
    [string] $CertificateThumbprint
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([string[]] $Argument) {
    & dotnet @Argument | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument failed with exit code $LASTEXITCODE." }
}

$root = Split-Path $PSScriptRoot
$module = Join-Path $OutputPath 'PlexSecurity'
if (-not $PSCmdlet.ShouldProcess($OutputPath, 'Create the packages')) { return }

# Removes old files, so that the packages contain only the files of this build.
$patterns = '*.nupkg', '*.snupkg', '*.cdx.json', 'SHA256SUMS' | ForEach-Object { Join-Path $OutputPath $_ }
foreach ($old in @($module) + $patterns) {
    if (Test-Path $old) { Remove-Item $old -Recurse -Force }
}
Invoke-DotNet -Argument tool, restore
Invoke-DotNet -Argument build, (Join-Path $root 'src/PlexSecurity'), --configuration, Release
& (Join-Path $PSScriptRoot 'Protect-Module.ps1') -Path $module -CertificateThumbprint $CertificateThumbprint

foreach ($project in 'PlexSecurity', 'PlexSecurity.Core') {
    $folder = Join-Path $root "src/$project"
    Invoke-DotNet -Argument pack, $folder, --configuration, Release, --no-build, --output, $OutputPath
    $package = Get-Item (Join-Path $OutputPath "$project.*.nupkg") | Where-Object Name -Match "^$([regex]::Escape($project))\.\d"
    $version = $package.BaseName.Substring($project.Length + 1)
    # PowerShellStandard.Library is only a reference and is not shipped.
    Invoke-DotNet -Argument @(
        'CycloneDX', (Join-Path $folder "$project.csproj"), '--disable-package-restore', '--exclude-dev', '--no-serial-number'
        '--exclude-filter', 'PowerShellStandard.Library'
        '--set-name', $project, '--set-version', $version, '--set-type', 'Library'
        '--output', $OutputPath, '--output-format', 'Json', '--filename', "$project.$version.cdx.json"
    )
}

# The format of sha256sum -c.
$files = Get-ChildItem $OutputPath -File | Where-Object Name -Match '\.(nupkg|snupkg|cdx\.json)$' | Sort-Object Name
$lines = $files | ForEach-Object {
    "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLowerInvariant())  $($_.Name)"
}
[IO.File]::WriteAllText((Join-Path $OutputPath 'SHA256SUMS'), ($lines -join "`n") + "`n")
