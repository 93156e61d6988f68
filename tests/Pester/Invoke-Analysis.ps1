<#
.SYNOPSIS
    Runs PSScriptAnalyzer on the built module and every script, with the rules of the PowerShell Gallery.
.DESCRIPTION
    Prints the findings. The exit code is 0 without findings, and 1 with findings or without the analyzer.
.EXAMPLE
    ./tests/Pester/Invoke-Analysis.ps1
#>
#Requires -Version 5.1
[CmdletBinding()]
param()
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
    Write-Output 'PSScriptAnalyzer is not installed: Install-Module PSScriptAnalyzer -Scope CurrentUser'
    exit 1
}
$root = Split-Path (Split-Path $PSScriptRoot)
$findings = foreach ($part in 'out/PlexSecurity', 'build.ps1', 'build', 'tests/Pester', 'examples') {
    $path = Join-Path $root $part
    if (-not (Test-Path -LiteralPath $path)) {
        Write-Output "'$path' does not exist: run dotnet build first."
        exit 1
    }
    Invoke-ScriptAnalyzer -Path $path -Recurse -Settings PSGallery
}
$findings | ForEach-Object {
    Write-Output ('{0}:{1}: {2} {3}: {4}' -f $_.ScriptPath, $_.Line, $_.Severity, $_.RuleName, $_.Message)
}
Write-Output "$(@($findings).Count) findings"
exit [int] (@($findings).Count -gt 0)
