<#
.SYNOPSIS
    Runs the Pester tests against the finished module and a stand-in server.
.DESCRIPTION
    Tests the module in out/PlexSecurity as it is; build first. The stand-in server is the one built in the given configuration.
    It runs on this machine alone and ends with the tests. The exit code is 0 where some tests passed and none failed.
.EXAMPLE
    ./tests/Pester/Invoke-Tests.ps1 -Configuration Debug -Tag Session
#>
#Requires -Version 5.1
[CmdletBinding()]
param(
    # The build of the stand-in server.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Only the tests with one of these tags; also as one text with commas, as pwsh -File passes them.
    [string[]] $Tag = @(),

    # Only this file, or the files of this folder.
    [string] $Path = $PSScriptRoot
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $root 'out/PlexSecurity/PlexSecurity.psd1'
$simulator = Join-Path $root "tests/PlexSecurity.Simulator/bin/$Configuration/net10.0/PlexSecurity.Simulator.dll"
foreach ($built in $module, $simulator) {
    if (-not (Test-Path -LiteralPath $built)) {
        Write-Output "'$built' is not there: run dotnet build --configuration $Configuration first."
        exit 1
    }
}
if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 })) {
    Write-Output 'Pester 5 is not installed: Install-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99 -Scope CurrentUser'
    exit 1
}
Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1') -Force

$work = Join-Path ([IO.Path]::GetTempPath()) ('PlexSecurity.Pester.' + [guid]::NewGuid().ToString('N'))
# The user's own server, token and client identifier have no part in this, and no proxy stands between this machine and itself.
$environment = @{
    PLEX_URL               = $null
    PLEX_TOKEN             = $null
    PLEX_CLIENT_IDENTIFIER = 'pester-' + [guid]::NewGuid()
    XDG_CONFIG_HOME        = $work
    APPDATA                = $work
    NO_PROXY               = '127.0.0.1,localhost'
    PSModulePath           = (Join-Path $root 'out') + [IO.Path]::PathSeparator + $env:PSModulePath
}
$before = @{}
$process = $null
$code = 1
try {
    $null = New-Item -ItemType Directory -Path $work
    foreach ($name in $environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $environment[$name])
    }
    $process = Open-StandInServer -Assembly $simulator -ReadyFile (Join-Path $work 'standin.json')
    Remove-Module PlexSecurity -ErrorAction SilentlyContinue
    Import-Module $module

    $settings = New-PesterConfiguration
    $settings.Run.Path = $Path
    $settings.Run.PassThru = $true
    $settings.Filter.Tag = @($Tag -split ',')
    $settings.Output.Verbosity = 'Detailed'
    $settings.TestResult.Enabled = $true
    $settings.TestResult.OutputPath = Join-Path $root 'out/test-results/pester.xml'
    $result = Invoke-Pester -Configuration $settings

    # A file that could not be read has no tests to fail.
    $failed = $result.FailedCount + $result.FailedContainersCount
    Write-Output "$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
    if ($result.Result -eq 'Passed' -and $failed -eq 0 -and $result.PassedCount -gt 0) { $code = 0 }
}
finally {
    Remove-Module PlexSecurity -ErrorAction SilentlyContinue
    if ($process) { Close-StandInServer $process }
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
}
exit $code
