BeforeDiscovery {
    Set-StrictMode -Off
    $script:examples = foreach ($name in (Get-Module PlexSecurity).ExportedCommands.Keys) {
        $number = 0
        foreach ($example in (Get-Help $name -Full).examples.example) {
            $number++
            # Connect-PlexAccount.Tests.ps1 runs those that ask plex.tv.
            if ($example.code -match 'PlexAccount(Device)?\b|-Account') { continue }
            @{ Name = "$name, example $number"; Code = $example.code }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:token = ConvertTo-Secret $server.token

    # What no test can have: a vault, someone who types, and a clipboard.
    function Get-Secret { [CmdletBinding()] param([Parameter(Mandatory, Position = 0)] [string] $Name) $null = $Name; $token }
    function Read-Host { [CmdletBinding()] param([string] $Prompt, [Parameter(Mandatory)] [switch] $AsSecureString) $null = $Prompt, $AsSecureString; $token }
    Set-Alias Set-Clipboard Measure-Text
    function Measure-Text { [CmdletBinding()] param([Parameter(ValueFromPipeline)] [string] $Value) process { "$($Value.Length) letters" } }

    # The servers and the source of the examples are the stand-in; nothing else is changed.
    function ConvertTo-Local([string] $Code) {
        $authority = { param($address) if ("$address" -like 'https:*') { $server.https } else { $server.http } }
        $local = [regex]::Replace($Code, '(https?://)?\b(nas|attic):32400\b', [System.Text.RegularExpressions.MatchEvaluator] {
                param($match) (& $authority $match.Value).TrimEnd('/')
            })
        $local -replace '\b[0-9A-F]{64}\b', $server.certificateThumbprint -replace '\b243b[0-9a-f]{36}\b', $server.machineIdentifier
    }
}

Describe '<Name>' -Tag 'Help', 'Example' -ForEach $script:examples {
    BeforeEach {
        $env:PLEX_URL = $server.http
        $env:PLEX_TOKEN = $server.token
        $script:before = if ($Code -notmatch 'Connect-PlexServer (\S+:32400|-Uri|-FromEnvironment)') {
            Connect-PlexServer $server.http -Token $token -PassThru
        }
        # No authority that is trusted here signed the certificate of the stand-in: its http address has to count.
        $global:PSDefaultParameterValues['Test-PlexSourceConnection:AllowUnencryptedAuthentication'] = $true
        $global:PSDefaultParameterValues['Connect-PlexServer:AllowUnencryptedAuthentication'] = $true
        Clear-StandIn
        Push-Location $TestDrive
    }
    AfterEach {
        $global:PSDefaultParameterValues.Remove('Test-PlexSourceConnection:AllowUnencryptedAuthentication')
        $global:PSDefaultParameterValues.Remove('Connect-PlexServer:AllowUnencryptedAuthentication')
        Pop-Location
        Get-PlexServerSession | Disconnect-PlexServer
        $env:PLEX_URL = $null
        $env:PLEX_TOKEN = $null
    }

    It 'runs as it is written, and does something' {
        $output = @(& ([scriptblock]::Create((ConvertTo-Local $Code))) 2>&1)
        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        $changed = "$(Get-PlexServerSession)" -ne "$before"
        ($output.Count -gt 0 -or $changed -or @(Get-StandInRequest).Count -gt 0) | Should -BeTrue -Because 'an example shows something'
    }
}
