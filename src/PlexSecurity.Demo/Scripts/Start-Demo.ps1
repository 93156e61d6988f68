<#
.SYNOPSIS
    The PowerShell part of the demo: the main job, a script of the user, or the start of a shell.
.EXAMPLE
    pwsh -NoProfile -NoExit -File ./Start-Demo.ps1 -Module ../../out/PlexSecurity/PlexSecurity.psd1 -Shell
#>
[CmdletBinding()]
param(
    # The manifest of the module.
    [Parameter(Mandatory)]
    [string] $Module,

    # A source that the server knows.
    [string] $Source,

    # A script to run instead of the main job.
    [string] $Script,

    # Only opens a session, for an interactive shell.
    [switch] $Shell
)
# By default, PowerShell writes no colors to redirected output.
if ($env:FORCE_COLOR) { $PSStyle.OutputRendering = 'Ansi' }
# First in the path, so that other runspaces and jobs find this module by name.
$env:PSModulePath = (Split-Path (Split-Path $Module)) + [IO.Path]::PathSeparator + $env:PSModulePath
Import-Module $Module

if ($Script) {
    $global:LASTEXITCODE = 0
    & $Script
    exit $LASTEXITCODE
}
if (-not $Shell) {
    & (Join-Path $PSScriptRoot 'Show-Script.ps1') -Path (Join-Path $PSScriptRoot 'MainJob.ps1') -Source $Source
    exit $LASTEXITCODE
}
Connect-PlexServer -FromEnvironment -ErrorAction Continue
if (Get-PlexServerSession) {
    $server = (Get-PlexServerSession)[0]
    $try = @('Get-PlexTransientToken', 'Get-PlexSource') + @(if ($Source) { "Get-PlexSourceConnection $Source" })
    "Connected to $($server.Name) at $($server.Uri). Try: $($try -join '; '); Get-Help about_PlexSecurity; exit"
}
