<#
.SYNOPSIS
    What the demo runs in PowerShell: the main job, a script of the user's, or the beginning of a shell.
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

    # A script to run in place of the main job.
    [string] $Script,

    # Only opens the session, for a shell that stays open.
    [switch] $Shell
)
# PowerShell leaves colors out where its output goes to a program.
if ($env:FORCE_COLOR) { $PSStyle.OutputRendering = 'Ansi' }
# First of all, so that other runspaces and jobs find this module by its name.
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
