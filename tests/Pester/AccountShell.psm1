# Child processes that reach the simulated plex.tv through its proxy. SSL_CERT_FILE makes them trust its certificate. A script
# runs in its own process, for example for console output, or in a new runspace of a shared process, which is faster.
Set-StrictMode -Version Latest
Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')

# The start of each script: imports the module, and defines the addresses, tokens, common parameters and helper functions.
$script:Setup = @'
$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module $env:PLEXSECURITY_MODULE
$server = Get-Content -LiteralPath $env:PLEXSECURITY_STANDIN -Raw | ConvertFrom-Json
$account = $server.account
$token = ConvertTo-SecureString $account.token -AsPlainText -Force
$options = @{ Proxy = $account.proxy; MaximumRetryCount = 0; ClientIdentifier = 'pester' }
function Invoke-Control([string] $Command, [string] $Method = 'Post') {
    Invoke-RestMethod -Uri "$($account.control)simulator/$Command" -Method $Method -NoProxy -Verbose:$false -Debug:$false
}
# Signs in with the next codes as soon as they exist.
function Set-Claim([int] $Count = 1) { $null = Invoke-Control "claims?count=$Count" }

'@

function Get-AccountSkipReason {
    <#
    .SYNOPSIS
        Returns the reason to skip the account tests on this system, or nothing.
    #>
    param()
    if ($PSVersionTable.PSVersion.Major -lt 6 -or -not $IsLinux) { '.NET reads SSL_CERT_FILE only on Linux' }
}

function Get-AccountEnvironment {
    <#
    .SYNOPSIS
        Returns the environment variables for a connection to the simulated plex.tv.
    #>
    param()
    @{
        NO_COLOR            = '1'
        SSL_CERT_FILE       = (Get-StandInServer).account.authority
        PLEXSECURITY_MODULE = Join-Path $PSScriptRoot '../../out/PlexSecurity/PlexSecurity.psd1'
    }
}

function Invoke-AccountShell {
    <#
    .SYNOPSIS
        Runs a script in its own process that reaches the simulated plex.tv, and returns its output.
    #>
    param(
        [Parameter(Mandatory)] [string] $Script,
        # Additional environment variables.
        [hashtable] $Environment = @{}
    )
    (Invoke-Shell -Script ($script:Setup + $Script) -Environment ((Get-AccountEnvironment) + $Environment)) -join "`n"
}

# The open runspace of each shared process, by its environment. The processes end with this one.
$script:Shared = @{}

function Get-SharedRunspace([hashtable] $Environment) {
    $key = ($Environment.GetEnumerator() | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join "`n"
    # A script could have ended the process.
    if (-not $script:Shared.ContainsKey($key) -or $script:Shared[$key].RunspaceStateInfo.State -ne 'Opened') {
        $instance = [System.Management.Automation.Runspaces.PowerShellProcessInstance]::new($null, $null, $null, $false)
        foreach ($name in $Environment.Keys) { $instance.Process.StartInfo.Environment[$name] = $Environment[$name] }
        $runspace = [runspacefactory]::CreateOutOfProcessRunspace($null, $instance)
        $runspace.Open()
        $script:Shared[$key] = $runspace
    }
    $script:Shared[$key]
}

function Invoke-AccountScript {
    <#
    .SYNOPSIS
        Runs a script in a new runspace of a shared process that reaches the simulated plex.tv, and returns the text of all its
        streams. The script shares no session with the scripts before it, but it shares the process: a script that changes
        environment variables or ends early requires Invoke-AccountShell.
    #>
    param(
        [Parameter(Mandatory)] [string] $Script,
        # Additional environment variables of the process.
        [hashtable] $Environment = @{}
    )
    $shell = [powershell]::Create()
    try {
        $shell.Runspace = Get-SharedRunspace ((Get-AccountEnvironment) + $Environment)
        $null = $shell.AddScript({
                param($Script)
                $inner = [powershell]::Create()
                $block = "{ try {`n$Script`n} catch { `$_ } 'end of script' }"
                try { $inner.AddScript("& $block *>&1 | Out-String -Width 4096").Invoke() }
                finally { $inner.Dispose() }
            }).AddArgument($script:Setup + $Script)
        $output = $shell.Invoke() -join "`n"
        if ($output -notmatch '(?s)^(.*)end of script\s*$') { throw "The script did not reach its end. $output" }
        $Matches[1]
    }
    finally { $shell.Dispose() }
}

function Open-AccountShell {
    <#
    .SYNOPSIS
        Starts a script in its own process, and returns the process with redirected output and errors.
    #>
    param([Parameter(Mandatory)] [string] $Script)
    $start = [System.Diagnostics.ProcessStartInfo]::new((Join-Path $PSHOME 'pwsh'))
    $code = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script:Setup + $Script))
    foreach ($argument in '-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', $code) {
        $start.ArgumentList.Add($argument)
    }
    $variables = Get-AccountEnvironment
    foreach ($name in $variables.Keys) { $start.Environment[$name] = $variables[$name] }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    [System.Diagnostics.Process]::Start($start)
}

function Invoke-AccountControl {
    <#
    .SYNOPSIS
        Controls the simulated plex.tv: clear, fault and more (POST), requests, tokens and pins (GET).
    #>
    param(
        [Parameter(Mandatory)] [string] $Command,
        [hashtable] $Query = @{},
        [string] $Method = 'Post'
    )
    $pairs = foreach ($name in $Query.Keys) { '{0}={1}' -f $name, [uri]::EscapeDataString([string] $Query[$name]) }
    $uri = '{0}simulator/{1}?{2}' -f (Get-StandInServer).account.control, $Command, ($pairs -join '&')
    Invoke-RestMethod -Uri $uri -Method $Method -NoProxy -TimeoutSec 30 -Verbose:$false | ForEach-Object { $_ }
}

function Get-AccountSecret {
    <#
    .SYNOPSIS
        Returns all secrets: the tokens from the stand-in servers, and the ids of the pins.
    #>
    param()
    $server = Get-StandInServer
    @(
        $server.token
        $server.sharedToken
        $server.account.token
        Invoke-StandInControl -Command tokens -Method Get | ForEach-Object { $_ }
        Invoke-AccountControl tokens -Method Get
        Invoke-AccountControl pins -Method Get | ForEach-Object { "$($_.id)" }
    )
}
