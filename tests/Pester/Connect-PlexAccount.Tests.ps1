# The module signs in to the simulated plex.tv in its own shell, which trusts the authority of the stand-in by SSL_CERT_FILE.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason
}

Describe 'Connect-PlexAccount' -Tag 'Account' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
    }

    It 'signs in with a code in a noninteractive shell' {
        $shown = Invoke-AccountShell @'
$job = Start-Claim
$session = Connect-PlexAccount @way -PassThru
$null = $job | Receive-Job -Wait
"user: $($session.Username), $($session.Token.GetType().Name)"
"kept: $((Get-PlexAccount).Username)"
'@
        $shown | Should -Match 'Open https://plex\.tv/link and enter [A-Z0-9]{4}\b'
        $shown | Should -Match 'user: someone, SecureString'
        $shown | Should -Match 'kept: someone'
    }

    It 'writes the code once to the information stream, and not with -InformationAction Ignore' {
        $shown = Invoke-AccountShell @'
$job = Start-Claim
Connect-PlexAccount @way -InformationVariable told -WarningVariable warned 6>$null
$null = $job | Receive-Job -Wait
"tags: $($told.Count) $($told.Tags), warnings: $($warned.Count)"
$job = Start-Claim
Connect-PlexAccount @way -InformationAction Ignore
$null = $job | Receive-Job -Wait
'done'
'@
        $shown | Should -Match 'tags: 1 PSHOST, warnings: 0'
        $shown | Should -Match 'done'
        $shown | Should -Not -Match 'plex\.tv/link'
    }

    It 'opens the browser with the strong code, and shows the link without a browser' {
        $shown = Invoke-AccountShell @'
$env:PATH = ''
try { Connect-PlexAccount @way -OpenBrowser -SignInTimeoutSec 1 } catch { $_.FullyQualifiedErrorId }
'@
        $shown | Should -Match 'Could not open a browser\. Open https://app\.plex\.tv/auth#\?clientID=pester&code=[a-z0-9]{25}&'
        $shown | Should -Match 'PlexSignInExpired,'
    }

    It 'connects to servers by name with their own tokens' {
        $shown = Invoke-AccountShell @'
Connect-PlexAccount @way -Token $token
Get-PlexSource -Account | ForEach-Object { "source: $($_.Title) $($_.Owned) $($_.Owner) $($_.Presence)" }
$attic = Connect-PlexServer -Name Attic -PassThru
$cellar = Connect-PlexServer -Name 'Cel*' -PassThru
"attic: $($attic.MachineIdentifier -eq $server.machineIdentifier)"
"cellar: $($cellar.MachineIdentifier -eq $account.shared.machineIdentifier)"
$names = (TabExpansion2 'Connect-PlexServer -Name ').CompletionMatches.CompletionText
"names: $names"
try { Get-PlexSourceConnection server://x -Session $cellar } catch { "advice: $($_.ErrorDetails.RecommendedAction)" }
foreach ($name in 'Garage', '*') { try { Connect-PlexServer -Name $name } catch { "$($_.FullyQualifiedErrorId) $_" } }
(Get-PlexSourceConnection Attic, $account.shared.machineIdentifier -Account).Name
'@
        $shown | Should -Match 'source: Attic True  True'
        $shown | Should -Match 'source: Cellar False \S+ True'
        $shown | Should -Match 'attic: True'
        $shown | Should -Match 'cellar: True'
        $shown | Should -Match "names: 'Attic' 'Cellar'"
        $shown | Should -Match "advice: 'neighbor' shares this server"
        $shown | Should -Match "PlexUnknownServer,.*'Attic' \([0-9a-f]+\), 'Cellar' \([0-9a-f]+\)"
        $shown | Should -Match "PlexAmbiguousServer,.*2 servers of the account match '\*': 'Attic' \([0-9a-f]+\), 'Cellar' \([0-9a-f]+\)"
        $shown | Should -Match '(?s)Attic\r?\nCellar\s*$'
    }

    It 'connects to a server with the client identifier of the sign-in, as one device' {
        Clear-StandIn
        $shown = Invoke-AccountShell @'
Connect-PlexAccount @way -Token $token
Connect-PlexServer -Name Attic
Connect-PlexServer -Name Attic -ClientIdentifier another
'@
        $shown | Should -BeNullOrEmpty
        $sent = Get-StandInRequest | Where-Object token
        $sent.headers.'X-Plex-Client-Identifier' | Select-Object -Unique | Should -Be @('pester', 'another')
    }

    It 'completes account sessions, and the sources that one has listed' {
        $shown = Invoke-AccountShell @'
Connect-PlexAccount @way -Token $token
function Get-Completion([string] $Line) { (TabExpansion2 $Line).CompletionMatches | ForEach-Object { "$($_.CompletionText) $($_.ListItemText)" } }
"before: $(Get-Completion 'Connect-PlexServer -Name At')"
$null = Get-PlexSource -Account
"name: $(Get-Completion 'Connect-PlexServer -Name At')"
"source: $(Get-Completion 'Get-PlexSourceConnection -Account -Source Cel')"
foreach ($cmdlet in 'Connect-PlexServer', 'Get-PlexSource', 'Get-PlexSourceConnection', 'Disconnect-PlexAccount') {
    "session: $(Get-Completion "$cmdlet -AccountSession ")"
}
'@
        $shown | Should -Not -Match 'before: .*Attic'
        $shown | Should -Match "name: 'Attic' Attic"
        $shown | Should -Match "source: 'server://[0-9a-f]+' Cellar"
        [regex]::Matches($shown, 'session: \(@\(Get-PlexAccount\)\[0\]\) someone \(plex\.tv\)').Count | Should -Be 4
    }

    It 'is not needed where a session with a server has the account token' {
        # A media server's session goes to plex.tv through the system's proxy.
        $shown = Invoke-AccountShell -Environment @{ HTTPS_PROXY = (Get-StandInServer).account.proxy } -Script @'
Connect-PlexServer $server.http -Token $token
"accounts: $(@(Get-PlexAccount).Count)"
Get-PlexSource -Account | Where-Object Kind -eq Server | ForEach-Object { "source: $($_.Title) $($_.Owned)" }
"own token: $((Get-PlexSourceConnection Cellar -Account).Name)"
'@
        $shown | Should -Match 'accounts: 0'
        $shown | Should -Match '(?s)source: Attic True.*source: Cellar False'
        $shown | Should -Match 'own token: Cellar'
    }

    It 'has the account as the error target if plex.tv refuses the request, even with a server session' {
        $shown = Invoke-AccountShell @'
Connect-PlexServer $server.http -Token (ConvertTo-SecureString $server.token -AsPlainText -Force)
Connect-PlexAccount @way -Token $token
$null = Invoke-Control 'fault?kind=status&code=403&path=/api/v2/resources'
$null = Get-PlexSource -Account -ErrorAction SilentlyContinue -ErrorVariable failed
"target: $($failed[0].TargetObject)"
'@
        $shown | Should -Match 'target: someone \(plex\.tv\)'
    }

    It 'leaves no valid token after an incomplete sign-in' {
        $shown = Invoke-AccountShell @'
$null = Invoke-Control 'fault?kind=status&code=403&path=/api/v2/user'
$job = Start-Claim
try { Connect-PlexAccount @way 6>$null } catch { $_.FullyQualifiedErrorId }
$null = $job | Receive-Job -Wait
"sessions: $(@(Get-PlexAccount).Count)"
'@
        $shown | Should -Match 'PlexForbidden,'
        $shown | Should -Match 'sessions: 0'
        $asked = Invoke-AccountControl requests -Method Get
        @($asked | Where-Object { $_.method -eq 'DELETE' -and $_.path -eq '/api/v2/users/signout' }).statusCode |
            Should -Be 204
    }

    It 'signs in from a vault: with a code once, then without, and not from a locked vault' {
        $name = 'Microsoft.PowerShell.SecretManagement'
        $null = New-Item -ItemType Directory -Path (Join-Path $TestDrive $name)
        Set-Content -LiteralPath (Join-Path $TestDrive "$name/$name.psm1") -Value @'
function Get-SecretInfo { param([string] $Name) if ($env:VAULT_LOCKED) { throw 'The vault is locked.' } if ($secret) { $Name } }
function Get-Secret { param([string] $Name) $secret }
function Set-Secret { param([string] $Name, [securestring] $Secret) $script:secret = $Secret.Copy() }
$script:secret = $null
'@
        $example = Join-Path $PSScriptRoot '../../examples/Connect-PlexAccountFromVault.ps1'
        $shown = Invoke-AccountShell ("`$example = '$example'; `$vault = '$TestDrive'" + @'

$env:PSModulePath = $vault + [IO.Path]::PathSeparator + $env:PSModulePath
foreach ($option in $way.Keys) { $PSDefaultParameterValues["Connect-PlexAccount:$option"] = $way[$option] }
$job = Start-Claim
"first: $((& $example).Username)"
$null = $job | Receive-Job -Wait
"second: $((& $example).Username)"
$env:VAULT_LOCKED = 1
try { & $example } catch { "locked: $_" }
'@)
        [regex]::Matches($shown, 'plex\.tv/link').Count | Should -Be 1 -Because $shown
        $shown | Should -Match 'first: someone'
        $shown | Should -Match '(?s)second: someone.*locked: The vault is locked\.'
    }

    It 'disconnects an account, and revokes its token with -SignOut' {
        $shown = Invoke-AccountShell @'
$job = Start-Claim
$session = Connect-PlexAccount @way -PassThru 6>$null
$null = $job | Receive-Job -Wait
$copy = $session.Token.Copy()
Disconnect-PlexAccount -SignOut -WhatIf
"still: $($session.IsConnected)"
Disconnect-PlexAccount -SignOut
"gone: $($session.IsConnected) $(@(Get-PlexAccount).Count)"
try { Connect-PlexAccount @way -Token $copy } catch { $_.FullyQualifiedErrorId }
try { Connect-PlexServer -Name Attic } catch { $_.FullyQualifiedErrorId }
try { Disconnect-PlexAccount } catch { $_.FullyQualifiedErrorId }
'@
        $shown | Should -Match 'still: True'
        $shown | Should -Match 'gone: False 0'
        $shown | Should -Match 'PlexUnauthorized,'
        $shown | Should -Match 'PlexNotSignedIn,PlexSecurity\.Commands\.ConnectPlexServerCommand'
        $shown | Should -Match 'PlexNotSignedIn,PlexSecurity\.Commands\.DisconnectPlexAccountCommand'
    }

    It 'signs in again from a saved session' {
        $shown = Invoke-AccountShell @'
$file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).xml"
try {
    Connect-PlexAccount @way -Token $token -PassThru | Export-Clixml $file
    Get-PlexAccount | Disconnect-PlexAccount
    $session = Import-Clixml $file | Connect-PlexAccount -Proxy $account.proxy -PassThru
    "again: $($session.Username) $($session.ClientIdentifier)"
}
finally { Remove-Item $file }
'@
        $shown | Should -Match 'again: someone pester'
    }

    It 'lists devices by name, product and last activity, without tokens, and removes none with -WhatIf' {
        $shown = Invoke-AccountShell @'
Connect-PlexAccount @way -Token $token
$all = Get-PlexAccountDevice
"types: $(($all | ForEach-Object { $_.GetType().Name } | Select-Object -Unique) -join ',')"
"phone: $((Get-PlexAccountDevice 'old ph*').Name)"
"product: $(@(Get-PlexAccountDevice -Product 'no such product').Count)"
"since: $(@(Get-PlexAccountDevice -NotSeenSince ([datetime] '1990-01-01')).Count) $(@(Get-PlexAccountDevice -NotSeenSince (Get-Date).AddDays(1)).Count -gt 0)"
"tokens: $(@($all[0].PSObject.Properties.Name -match 'token').Count)"
$server = $all | Where-Object Provides -contains server | Select-Object -First 1
$server | Remove-PlexAccountDevice -WhatIf -WarningVariable warned 3>$null
"warned: $warned"
"same: $(@(Get-PlexAccountDevice).Count -eq $all.Count)"
'@
        $shown | Should -Match 'types: PlexAccountDevice\b'
        $shown | Should -Match 'phone: Old phone'
        $shown | Should -Match 'product: 0'
        $shown | Should -Match 'since: 0 True'
        $shown | Should -Match 'tokens: 0'
        $shown | Should -Match 'warned: .*must claim it again'
        $shown | Should -Match 'same: True'
    }

    It 'runs the examples for plex.tv unchanged' {
        $codes = foreach ($name in (Get-Module PlexSecurity).ExportedCommands.Keys) {
            (Get-Help $name -Full).examples.example.code | Where-Object { $_ -match 'PlexAccount(Device)?\b|-Account' }
        }
        $codes.Count | Should -BeGreaterThan 6
        $file = Join-Path $TestDrive 'examples.json'
        ConvertTo-Json -InputObject @($codes) | Set-Content -LiteralPath $file
        $shown = Invoke-AccountShell ("`$file = '$file'" + @'

Set-Location (Split-Path $file)
$env:PATH = ''
$env:PLEX_TOKEN = $account.token
$PSDefaultParameterValues = @{ 'Connect-PlexAccount:Proxy' = $account.proxy }
$vault = @{}
function Set-Secret { param([string] $Name, $Secret) $vault[$Name] = $Secret.Copy() }
function Get-Secret { param([string] $Name) $vault[$Name] }
foreach ($code in Get-Content -LiteralPath $file -Raw | ConvertFrom-Json) {
    # All tests share the token of the simulated account, so -SignOut revokes one of another sign-in.
    if ($code -match '-SignOut') {
        $first = Start-Claim
        Connect-PlexAccount -ClientIdentifier before 6>$null
        $null = $first | Receive-Job -Wait
    }
    else { Connect-PlexAccount -Token $token -ClientIdentifier before }
    $job = if ($code -match '(?m)^(\$account = )?Connect-PlexAccount( -OpenBrowser| -PassThru)?\r?$') { Start-Claim }
    try { $null = & ([scriptblock]::Create($code)) 6>$null; 'example: good' } catch { "example: failed $code $_" }
    if ($job) { $null = $job | Receive-Job -Wait }
    Get-PlexAccount | Disconnect-PlexAccount
    Get-PlexServerSession | Disconnect-PlexServer
}
'@)
        $shown | Should -Not -Match 'failed'
        [regex]::Matches($shown, 'example: good').Count | Should -Be $codes.Count -Because $shown
    }
}
