<#
.SYNOPSIS
    Makes all the files of a release: the packages, the SBOMs and SHA256SUMS.
.DESCRIPTION
    ReleaseVersion and RepositoryUrl, where they are set, are properties of the build.
.EXAMPLE
    ./build.ps1 -Task Package
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The folder for the files.
    [Parameter(Mandatory)]
    [string] $OutputPath,

    # The code signing certificate; without it the module is not signed.
    [string] $CertificateThumbprint
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([string[]] $Argument) {
    & dotnet @Argument | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument ended with exit code $LASTEXITCODE." }
}

$root = Split-Path $PSScriptRoot
$module = Join-Path $OutputPath 'PlexSecurity'
if (-not $PSCmdlet.ShouldProcess($OutputPath, 'Make the packages')) { return }

# From nothing, so that the packages have what this build makes and no more.
foreach ($old in @($module) + @('*.nupkg', '*.snupkg', '*.cdx.json', 'SHA256SUMS' | ForEach-Object { Join-Path $OutputPath $_ })) {
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
    # PowerShellStandard.Library is compiled against and not shipped.
    Invoke-DotNet -Argument @(
        'CycloneDX', (Join-Path $folder "$project.csproj"), '--disable-package-restore', '--exclude-dev', '--no-serial-number'
        '--exclude-filter', 'PowerShellStandard.Library'
        '--set-name', $project, '--set-version', $version, '--set-type', 'Library'
        '--output', $OutputPath, '--output-format', 'Json', '--filename', "$project.$version.cdx.json"
    )
}

# In the form that sha256sum -c reads.
$lines = Get-ChildItem $OutputPath -File | Where-Object Name -Match '\.(nupkg|snupkg|cdx\.json)$' | Sort-Object Name | ForEach-Object {
    "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLowerInvariant())  $($_.Name)"
}
[IO.File]::WriteAllText((Join-Path $OutputPath 'SHA256SUMS'), ($lines -join "`n") + "`n")
