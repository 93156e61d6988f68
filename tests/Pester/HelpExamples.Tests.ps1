BeforeDiscovery {
    Set-StrictMode -Off
    $script:examples = foreach ($name in (Get-Module PlexSecurity).ExportedCommands.Keys) {
        $number = 0
        foreach ($example in (Get-Help $name -Full).examples.example) {
            $number++
            # Connect-PlexAccount.Tests.ps1 runs the examples for plex.tv.
            if ($example.code -match 'PlexAccount(Device)?\b|-Account') { continue }
            @{ Name = "$name, example $number"; Code = $example.code }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:token = ConvertTo-Secret $server.token

    # Stand-ins for a vault, a prompt and a clipboard.
    function Get-Secret { [CmdletBinding()] param([Parameter(Mandatory, Position = 0)] [string] $Name) $null = $Name; $token }
    function Read-Host {
        [CmdletBinding()]
        param([string] $Prompt, [Parameter(Mandatory)] [switch] $AsSecureString)
        $null = $Prompt, $AsSecureString
        $token
    }
    Set-Alias Set-Clipboard Measure-Text
    function Measure-Text {
        [CmdletBinding()]
        param([Parameter(ValueFromPipeline)] [string] $Value)
        process { "$($Value.Length) characters" }
    }

    # Replaces the servers and the source of an example with the stand-in server. Nothing else changes.
    function ConvertTo-Local([string] $Code) {
        $authority = { param($address) if ("$address" -like 'https:*') { $server.https } else { $server.http } }
        $local = [regex]::Replace($Code, '(https?://)?\b(nas|attic):32400\b', [System.Text.RegularExpressions.MatchEvaluator] {
                param($match) (& $authority $match.Value).TrimEnd('/')
            })
        $local = $local -replace '\b[0-9A-F]{64}\b', $server.certificateThumbprint
        $local -replace '\b243b[0-9a-f]{36}\b', $server.machineIdentifier
    }
}

Describe '<Name>' -Tag 'Help', 'Example' -ForEach $script:examples {
    BeforeEach {
        $env:PLEX_URL = $server.http
        $env:PLEX_TOKEN = $server.token
        $script:before = if ($Code -notmatch 'Connect-PlexServer (\S+:32400|-Uri|-FromEnvironment)') {
            Connect-PlexServer $server.http -Token $token -PassThru
        }
        # This machine does not trust the certificate of the stand-in server, so its http address must be allowed.
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

    It 'runs unchanged and has an effect' {
        $output = @(& ([scriptblock]::Create((ConvertTo-Local $Code))) 2>&1)
        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        $changed = "$(Get-PlexServerSession)" -ne "$before"
        $hasEffect = $output.Count -gt 0 -or $changed -or @(Get-StandInRequest).Count -gt 0
        $hasEffect | Should -BeTrue -Because 'each example must have an effect'
    }
}
