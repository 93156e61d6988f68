# The tests of what asks plex.tv share this: a shell that reaches the stand-in's plex.tv, which nothing else leads to.
Set-StrictMode -Version Latest
Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')

function Get-AccountSkipReason {
    <#
    .SYNOPSIS
        Says why the tests cannot be run here; nothing where they can.
    #>
    param()
    if ($PSVersionTable.PSVersion.Major -lt 6 -or -not $IsLinux) { 'SSL_CERT_FILE makes .NET trust an authority on Linux alone' }
}

function Invoke-AccountControl {
    <#
    .SYNOPSIS
        Steers the stand-in's plex.tv: clear, fault and more (POST), requests, tokens and pins (GET).
    #>
    param(
        [Parameter(Mandatory)] [string] $Command,
        [hashtable] $Query = @{},
        [string] $Method = 'Post'
    )
    $pairs = foreach ($name in $Query.Keys) { '{0}={1}' -f $name, [uri]::EscapeDataString([string] $Query[$name]) }
    $uri = '{0}simulator/{1}?{2}' -f (Get-StandInServer).account.control, $Command, ($pairs -join '&')
    Invoke-RestMethod -Uri $uri -Method $Method -NoProxy -Verbose:$false | ForEach-Object { $_ }
}

function Invoke-AccountShell {
    <#
    .SYNOPSIS
        Runs a script in a child shell that reaches plex.tv through the stand-in's proxy, and gives all that it shows.
    #>
    param([Parameter(Mandatory)] [string] $Script)
    $prepare = @'
$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module $env:PLEXSECURITY_MODULE
$server = Get-Content -LiteralPath $env:PLEXSECURITY_STANDIN -Raw | ConvertFrom-Json
$account = $server.account
$token = ConvertTo-SecureString $account.token -AsPlainText -Force
$way = @{ Proxy = $account.proxy; MaximumRetryCount = 0; ClientIdentifier = 'pester' }
function Invoke-Control([string] $Command, [string] $Method = 'Post') {
    Invoke-RestMethod -Uri "$($account.control)simulator/$Command" -Method $Method -NoProxy -Verbose:$false
}
# Signs in with the next code, once it is polled.
function Start-Claim {
    Start-ThreadJob -ArgumentList $account.control, @($(Invoke-Control pins Get)).Count -ScriptBlock {
        param($control, $known)
        foreach ($try in 1..100) {
            $pins = @($(Invoke-RestMethod "$($control)simulator/pins" -NoProxy))
            if ($pins.Count -gt $known -and $pins[-1].polls -gt 0) {
                return Invoke-RestMethod -Method Post "$($control)simulator/pin/claim?code=$($pins[-1].code)" -NoProxy
            }
            [Threading.Thread]::Sleep(100)
        }
    }
}
'@
    $lines = Invoke-Shell -Script ($prepare + [Environment]::NewLine + $Script) -Environment @{
        SSL_CERT_FILE       = (Get-StandInServer).account.authority
        PLEXSECURITY_MODULE = Join-Path $PSScriptRoot '../../out/PlexSecurity/PlexSecurity.psd1'
    }
    $lines -join "`n"
}
