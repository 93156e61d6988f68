# The stand-in server for the tests. Invoke-Tests.ps1 starts and stops it. The test files find and control it.
Set-StrictMode -Version Latest

# The environment variable with the path of a file. The file contains the addresses and tokens of the running server.
$script:ReadyFileVariable = 'PLEXSECURITY_STANDIN'

function Open-StandInServer {
    <#
    .SYNOPSIS
        Starts the stand-in server and returns its process once it listens.
    #>
    param(
        # The built PlexSecurity.Simulator.dll.
        [Parameter(Mandatory)] [string] $Assembly,
        # The file for the addresses and tokens of the server.
        [Parameter(Mandatory)] [string] $ReadyFile,
        [int] $TimeoutSec = 60
    )
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = if ($env:DOTNET_HOST_PATH) { $env:DOTNET_HOST_PATH } else { 'dotnet' }
    # The server ends with this process, because its standard input closes, or after 10 minutes.
    $start.Arguments = ('"{0}" --ready-file "{1}" --until-stdin-closes --control --list-itself --account ' +
        '--authority-folder "{2}" --minutes 10') -f $Assembly, $ReadyFile, (Split-Path $ReadyFile)
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $errors = $process.StandardError.ReadToEndAsync()

    # The server writes the file before its first line of output.
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait($TimeoutSec * 1000) -or -not $line.Result) {
        Close-StandInServer $process
        throw "The stand-in server did not start within $TimeoutSec seconds. $($errors.Result)"
    }
    $null = $process.StandardOutput.ReadToEndAsync()
    Set-Item -LiteralPath "env:$script:ReadyFileVariable" -Value $ReadyFile
    $process
}

function Close-StandInServer {
    <#
    .SYNOPSIS
        Stops a server of Open-StandInServer, by force if necessary.
    #>
    param([Parameter(Mandatory)] [System.Diagnostics.Process] $Process)
    try {
        $Process.StandardInput.Close()
    }
    catch [System.IO.IOException] {
        Write-Verbose 'The server has ended already.'
    }
    if (-not $Process.WaitForExit(10000)) {
        $Process.Kill()
        $Process.WaitForExit()
    }
    Remove-Item -LiteralPath "env:$script:ReadyFileVariable" -ErrorAction SilentlyContinue
}

function Get-StandInServer {
    <#
    .SYNOPSIS
        Returns http, https, machineIdentifier, token, sharedToken, source and certificateThumbprint of the running server.
    #>
    param()
    $file = [Environment]::GetEnvironmentVariable($script:ReadyFileVariable)
    if (-not $file) {
        throw 'There is no stand-in server. Run the tests with tests/Pester/Invoke-Tests.ps1.'
    }
    Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
}

function Invoke-StandInControl {
    <#
    .SYNOPSIS
        Calls the control endpoint of the server: restart, clear, fault (POST), requests, tokens (GET).
    #>
    param(
        [Parameter(Mandatory)] [string] $Command,
        [hashtable] $Query = @{},
        [string] $Method = 'Post'
    )
    $pairs = foreach ($name in $Query.Keys) { '{0}={1}' -f $name, [uri]::EscapeDataString([string] $Query[$name]) }
    $uri = '{0}simulator/{1}?{2}' -f (Get-StandInServer).http, $Command, ($pairs -join '&')
    Invoke-RestMethod -Uri $uri -Method $Method -UseBasicParsing -TimeoutSec 30 -Verbose:$false
}

function Clear-StandIn {
    <#
    .SYNOPSIS
        Clears the log and the planned faults of the server.
    #>
    param()
    $null = Invoke-StandInControl -Command clear
}

function Invoke-StandInRestart {
    <#
    .SYNOPSIS
        Simulates a restart of the server: every transient token becomes invalid.
    #>
    param()
    $null = Invoke-StandInControl -Command restart
}

function Add-StandInFault {
    <#
    .SYNOPSIS
        Plans a fault for the next requests to a path.
    #>
    param(
        [Parameter(Mandatory)] [string] $Kind,
        [Parameter(Mandatory)] [string] $Path,
        # The number of times, or 'always'.
        [string] $Times = '1',
        # The parameters of the kind, such as code or ms.
        [hashtable] $Option = @{}
    )
    $query = @{ kind = $Kind; path = $Path; times = $Times } + $Option
    $null = Invoke-StandInControl -Command fault -Query $query
}

function Get-StandInRequest {
    <#
    .SYNOPSIS
        Returns the requests since the last Clear-StandIn, oldest first.
    #>
    param([string] $Path)
    # Windows PowerShell returns a JSON array as one object.
    $requests = @(Invoke-StandInControl -Command requests -Method Get | ForEach-Object { $_ })
    if ($Path) { $requests | Where-Object path -EQ $Path } else { $requests }
}

function Get-SecretForm {
    <#
    .SYNOPSIS
        Returns the possible forms of a secret in a text: plain, reversed, URL-encoded, in base64 at any position, and in
        hexadecimal digits like a SecureString from Export-Clixml on Linux and macOS.
    #>
    param([Parameter(Mandatory)] [string] $Secret)
    $characters = $Secret.ToCharArray()
    [array]::Reverse($characters)
    $bytes = [Text.Encoding]::UTF8.GetBytes($Secret)
    @(
        $Secret
        -join $characters
        [uri]::EscapeDataString($Secret)
        ($bytes | ForEach-Object { '%{0:X2}' -f $_ }) -join ''
        foreach ($encoding in $bytes, [Text.Encoding]::Unicode.GetBytes($Secret)) {
            [BitConverter]::ToString($encoding) -replace '-'
            # The base64 of complete groups of three bytes does not depend on the text before or after them.
            foreach ($offset in 0..2) {
                $base64 = [Convert]::ToBase64String([byte[]] (@(0) * $offset + $encoding))
                $start = if ($offset) { $offset + 1 } else { 0 }
                $base64.Substring($start, [math]::Floor(($offset + $encoding.Length) / 3) * 4 - $start)
            }
        }
    ) | Select-Object -Unique
}

function Find-Secret {
    <#
    .SYNOPSIS
        Returns the forms of the secrets in a text.
    #>
    param(
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text,
        [Parameter(Mandatory)] [string[]] $Secret
    )
    foreach ($item in $Secret | Select-Object -Unique) {
        foreach ($form in Get-SecretForm $item) {
            if ($Text.IndexOf($form, [StringComparison]::OrdinalIgnoreCase) -ge 0) { $form }
        }
    }
}

function Find-Token {
    <#
    .SYNOPSIS
        Returns the forms of the tokens of the server in a text. The tokens are the account tokens and the issued tokens.
    #>
    param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)
    $server = Get-StandInServer
    $issued = @(Invoke-StandInControl -Command tokens -Method Get | ForEach-Object { $_ })
    Find-Secret $Text (@($server.token, $server.sharedToken) + $issued)
}

function ConvertTo-Text {
    <#
    .SYNOPSIS
        Returns the plain text of a SecureString.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] [securestring] $Secret)
    process { (New-Object System.Management.Automation.PSCredential 'token', $Secret).GetNetworkCredential().Password }
}

function ConvertTo-Secret {
    <#
    .SYNOPSIS
        Converts a text to a SecureString.
    #>
    param([Parameter(Mandatory)] [string] $Text)
    $secret = New-Object System.Security.SecureString
    foreach ($character in $Text.ToCharArray()) { $secret.AppendChar($character) }
    $secret
}

function Invoke-Shell {
    <#
    .SYNOPSIS
        Runs a script in a new process of this PowerShell, without a profile, and returns its lines of output.
    #>
    param(
        [Parameter(Mandatory)] [string] $Script,
        # Additional environment variables. Null removes a variable.
        [hashtable] $Environment = @{}
    )
    $program = Join-Path $PSHOME $(if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' })
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('$ProgressPreference = "Ignore"; ' + $Script))
    $before = @{}
    try {
        foreach ($name in $Environment.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item -LiteralPath "env:$name" -Value $Environment[$name]
        }
        & $program -NoLogo -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
    }
    finally {
        foreach ($name in $before.Keys) { Set-Item -LiteralPath "env:$name" -Value $before[$name] }
    }
}

function Get-ClosedAddress {
    <#
    .SYNOPSIS
        Returns a loopback address with a closed port.
    #>
    param()
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    try { 'http://127.0.0.1:{0}/' -f $listener.LocalEndpoint.Port } finally { $listener.Stop() }
}
