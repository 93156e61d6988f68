<#
.SYNOPSIS
    Publishes the packages that New-Package.ps1 made: the module to a PowerShell repository, the core to a NuGet source.
.DESCRIPTION
    First checks that the packages are whole, and that their version is the one to be released: ReleaseVersion, where it is set.
    Asks before each package. With -WhatIf it makes every check and sends nothing.
.EXAMPLE
    ./build.ps1 -Task Publish -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # The folder of the packages.
    [Parameter(Mandatory)]
    [string] $Path,

    # A repository that PSResourceGet knows.
    [Parameter(Mandatory)]
    [string] $Repository,

    # A source of NuGet, or a folder.
    [Parameter(Mandatory)]
    [string] $NuGetSource
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$manifest = Test-ModuleManifest (Join-Path $Path 'PlexSecurity/PlexSecurity.psd1')
$prerelease = $manifest.PrivateData.PSData['Prerelease']
$version = "$($manifest.Version)$(if ($prerelease) { "-$prerelease" })"
if ($env:ReleaseVersion -and $env:ReleaseVersion -ne $version) { throw "$env:ReleaseVersion is to be released, and the module is $version." }

# What is published is what was built: each file has the hash that the build wrote down.
$listed = foreach ($line in Get-Content (Join-Path $Path 'SHA256SUMS')) {
    $hash, $name = $line -split '  ', 2
    $file = Join-Path $Path $name
    if (-not (Test-Path -LiteralPath $file)) { throw "There is no '$name'." }
    if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $hash) { throw "'$name' is not the file that was built." }
    $name
}
$module = Join-Path $Path "PlexSecurity.$version.nupkg"
$core = Join-Path $Path "PlexSecurity.Core.$version.nupkg"
$symbols = [IO.Path]::ChangeExtension($core, 'snupkg')
foreach ($package in $module, $core, $symbols) {
    if (-not (Test-Path -LiteralPath $package)) { throw "There is no '$package'." }
    if ((Split-Path $package -Leaf) -notin $listed) { throw "SHA256SUMS does not have '$(Split-Path $package -Leaf)'." }
}

$target = Get-PSResourceRepository $Repository -ErrorAction Stop
$isFolder = Test-Path -LiteralPath $NuGetSource -PathType Container
if ($PSCmdlet.ShouldProcess("PlexSecurity $version", "Publish to $Repository ($($target.Uri))")) {
    $key = @{}
    if (-not $target.Uri.IsFile) {
        if (-not $env:PSGALLERY_API_KEY) { throw 'Set PSGALLERY_API_KEY to the key of the PowerShell Gallery.' }
        $key.ApiKey = $env:PSGALLERY_API_KEY
    }
    Publish-PSResource -NupkgPath $module -Repository $Repository @key -Confirm:$false
}
if ($PSCmdlet.ShouldProcess("PlexSecurity.Core $version", "Publish to $NuGetSource")) {
    $key = @()
    if (-not $isFolder) {
        if (-not $env:NUGET_API_KEY) { throw 'Set NUGET_API_KEY to the key of nuget.org.' }
        $key = @('--api-key', $env:NUGET_API_KEY)
    }
    # The symbols go with it.
    & dotnet nuget push $core --source $NuGetSource --skip-duplicate @key | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet nuget push ended with exit code $LASTEXITCODE." }
}
