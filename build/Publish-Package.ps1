<#
.SYNOPSIS
    Publishes the packages from New-Package.ps1: the module to a PowerShell repository, the core to a NuGet source.
.DESCRIPTION
    Verifies that the packages are complete and that their version is ReleaseVersion, if this environment variable is set.
    Prompts for confirmation before each package. With -WhatIf, all checks run, but nothing is published.
.EXAMPLE
    ./build.ps1 -Task Publish -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # The folder of the packages.
    [Parameter(Mandatory)]
    [string] $Path,

    # The PSResourceGet repository.
    [Parameter(Mandatory)]
    [string] $Repository,

    # The NuGet source, or a folder.
    [Parameter(Mandatory)]
    [string] $NuGetSource
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$manifest = Test-ModuleManifest (Join-Path $Path 'PlexSecurity/PlexSecurity.psd1')
$prerelease = $manifest.PrivateData.PSData['Prerelease']
$version = "$($manifest.Version)$(if ($prerelease) { "-$prerelease" })"
if ($env:ReleaseVersion -and $env:ReleaseVersion -ne $version) {
    throw "ReleaseVersion is $env:ReleaseVersion, but the version of the module is $version."
}

# Verifies the hash of each file, so that only the built files are published.
$listed = foreach ($line in Get-Content (Join-Path $Path 'SHA256SUMS')) {
    $hash, $name = $line -split '  ', 2
    $file = Join-Path $Path $name
    if (-not (Test-Path -LiteralPath $file)) { throw "The file '$name' does not exist." }
    if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $hash) {
        throw "The hash of '$name' does not match SHA256SUMS."
    }
    $name
}
$module = Join-Path $Path "PlexSecurity.$version.nupkg"
$core = Join-Path $Path "PlexSecurity.Core.$version.nupkg"
$symbols = [IO.Path]::ChangeExtension($core, 'snupkg')
foreach ($package in $module, $core, $symbols) {
    if (-not (Test-Path -LiteralPath $package)) { throw "The file '$package' does not exist." }
    if ((Split-Path $package -Leaf) -notin $listed) { throw "SHA256SUMS does not contain '$(Split-Path $package -Leaf)'." }
}

$target = Get-PSResourceRepository $Repository -ErrorAction Stop
$isFolder = Test-Path -LiteralPath $NuGetSource -PathType Container
if ($PSCmdlet.ShouldProcess("PlexSecurity $version", "Publish to $Repository ($($target.Uri))")) {
    $key = @{}
    if (-not $target.Uri.IsFile) {
        if (-not $env:PSGALLERY_API_KEY) { throw 'Set PSGALLERY_API_KEY to your PowerShell Gallery API key.' }
        $key.ApiKey = $env:PSGALLERY_API_KEY
    }
    Publish-PSResource -NupkgPath $module -Repository $Repository @key -Confirm:$false
}
if ($PSCmdlet.ShouldProcess("PlexSecurity.Core $version", "Publish to $NuGetSource")) {
    $key = @()
    if (-not $isFolder) {
        if (-not $env:NUGET_API_KEY) { throw 'Set NUGET_API_KEY to your nuget.org API key.' }
        $key = @('--api-key', $env:NUGET_API_KEY)
    }
    # This also publishes the symbols.
    & dotnet nuget push $core --source $NuGetSource --skip-duplicate @key | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet nuget push failed with exit code $LASTEXITCODE." }
}
