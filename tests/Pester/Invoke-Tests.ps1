<#
.SYNOPSIS
    Runs the Pester tests with the built module and a stand-in server.
.DESCRIPTION
    Tests the module in out/PlexSecurity; build it first. The stand-in server of the given build configuration runs on loopback
    and ends with the tests. The exit code is 0 if at least one test passed and none failed.
.EXAMPLE
    ./tests/Pester/Invoke-Tests.ps1 -Configuration Debug -Tag Session
#>
#Requires -Version 5.1
[CmdletBinding()]
param(
    # The build configuration of the stand-in server.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Only the tests with one of these tags. With pwsh -File, separate the tags with commas.
    [string[]] $Tag = @(),

    # Only this file, or the files in this folder.
    [string] $Path = $PSScriptRoot,

    # The verbosity of Pester.
    [ValidateSet('Normal', 'Detailed', 'Diagnostic')]
    [string] $Verbosity = 'Detailed',

    # The manifest of Pester 5 or 6; by default the newest installed version.
    [string] $PesterPath,

    # The folder for all temporary files. It is deleted at the end.
    [string] $WorkPath = (Join-Path ([IO.Path]::GetTempPath()) ('PlexSecurity.Pester.' + [guid]::NewGuid().ToString('N'))),

    # Ends the run and deletes the temporary files when standard input closes, for example with the parent process.
    [switch] $UntilInputCloses
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $root 'out/PlexSecurity/PlexSecurity.psd1'
$simulator = Join-Path $root "tests/PlexSecurity.Simulator/bin/$Configuration/net10.0/PlexSecurity.Simulator.dll"
foreach ($built in $module, $simulator) {
    if (-not (Test-Path -LiteralPath $built)) {
        Write-Output "'$built' does not exist: run dotnet build --configuration $Configuration first."
        exit 1
    }
}
if (-not $PesterPath) {
    $newest = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -in 5, 6 } |
        Sort-Object Version | Select-Object -Last 1
    if (-not $newest) {
        Write-Output 'Pester is not installed: Install-Module Pester -MinimumVersion 5.5 -Scope CurrentUser'
        exit 1
    }
    $PesterPath = $newest.Path
}
Import-Module $PesterPath
Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1') -Force

if ($UntilInputCloses) {
    # Runs on a separate thread, because the tests block this thread. The stand-in server ends when its standard input closes. The
    # loop sleeps, because the end of this process cannot stop a blocking read.
    $null = [powershell]::Create().AddScript({
            param($Folder)
            $read = [Console]::OpenStandardInput().ReadAsync([byte[]]::new(1), 0, 1)
            while (-not $read.IsCompleted) { Start-Sleep -Milliseconds 300 }
            Remove-Item -LiteralPath $Folder -Recurse -Force -ErrorAction Ignore
            [System.Diagnostics.Process]::GetCurrentProcess().Kill()
        }).AddArgument($WorkPath).BeginInvoke()
}

# The tests do not use the server, token and client identifier of the user. Requests to loopback use no proxy.
$environment = @{
    PLEX_URL               = $null
    PLEX_TOKEN             = $null
    PLEX_CLIENT_IDENTIFIER = 'pester-' + [guid]::NewGuid()
    XDG_CONFIG_HOME        = $WorkPath
    APPDATA                = $WorkPath
    TMPDIR                 = $WorkPath
    TEMP                   = $WorkPath
    TMP                    = $WorkPath
    NO_PROXY               = '127.0.0.1,localhost'
    PSModulePath           = (Join-Path $root 'out') + [IO.Path]::PathSeparator + $env:PSModulePath
}
$before = @{}
$process = $null
$code = 1
try {
    $null = New-Item -ItemType Directory -Path $WorkPath -Force
    foreach ($name in $environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        Set-Item -LiteralPath "env:$name" -Value $environment[$name]
    }
    $process = Open-StandInServer -Assembly $simulator -ReadyFile (Join-Path $WorkPath 'standin.json')
    Remove-Module PlexSecurity -ErrorAction SilentlyContinue
    Import-Module $module

    $settings = New-PesterConfiguration
    $settings.Run.Path = $Path
    $settings.Run.PassThru = $true
    $settings.Filter.Tag = @($Tag -split ',' | Where-Object { $_ })
    $settings.Output.Verbosity = $Verbosity
    $settings.TestResult.Enabled = $true
    $name = 'pester'
    if (Test-Path -LiteralPath $Path -PathType Leaf) { $name += ".$([IO.Path]::GetFileNameWithoutExtension($Path))" }
    $settings.TestResult.OutputPath = Join-Path $root "out/test-results/$name.xml"
    $result = Invoke-Pester -Configuration $settings

    # A file with a syntax error has no failed tests, but counts as a failed container.
    $failed = $result.FailedCount + $result.FailedContainersCount
    Write-Output "$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
    if ($result.Result -eq 'Passed' -and $failed -eq 0 -and $result.PassedCount -gt 0) { $code = 0 }
}
finally {
    Remove-Module PlexSecurity -ErrorAction SilentlyContinue
    if ($process) { Close-StandInServer $process }
    foreach ($name in $before.Keys) { Set-Item -LiteralPath "env:$name" -Value $before[$name] }
    Remove-Item -LiteralPath $WorkPath -Recurse -Force -ErrorAction SilentlyContinue
}
exit $code
