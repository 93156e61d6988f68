# The tests sign in to the simulated plex.tv in a child process. SSL_CERT_FILE makes it trust the certificate.
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
        $output = Invoke-AccountShell @'
Set-Claim
$session = Connect-PlexAccount @options -PassThru
"user: $($session.Username), $($session.Token.GetType().Name)"
"session: $((Get-PlexAccount).Username)"
'@
        $output | Should -Match 'Open https://plex\.tv/link and enter [A-Z0-9]{4}\b'
        $output | Should -Match 'user: someone, SecureString'
        $output | Should -Match 'session: someone'
    }

    It 'writes the code once to the information stream, and not with -InformationAction Ignore' {
        $output = Invoke-AccountScript @'
Set-Claim
Connect-PlexAccount @options -InformationVariable messages -WarningVariable warned 6>$null
"tags: $($messages.Count) $($messages.Tags), warnings: $($warned.Count)"
Set-Claim
Connect-PlexAccount @options -InformationAction Ignore
'done'
'@
        $output | Should -Match 'tags: 1 PSHOST, warnings: 0'
        $output | Should -Match 'done'
        $output | Should -Not -Match 'plex\.tv/link'
    }

    It 'opens the browser with the strong code, and shows the link without a browser' {
        $output = Invoke-AccountShell @'
$env:PATH = ''
try { Connect-PlexAccount @options -OpenBrowser -SignInTimeoutSec 1 } catch { $_.FullyQualifiedErrorId }
'@
        $output | Should -Match 'Could not open a browser\. Open https://app\.plex\.tv/auth#\?clientID=pester&code=[a-z0-9]{25}&'
        $output | Should -Match 'PlexSignInExpired,'
    }

    It 'connects to servers by name with their own tokens' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
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
        $output | Should -Match 'source: Attic True  True'
        $output | Should -Match 'source: Cellar False \S+ True'
        $output | Should -Match 'attic: True'
        $output | Should -Match 'cellar: True'
        $output | Should -Match "names: 'Attic' 'Cellar'"
        $output | Should -Match "advice: 'neighbor' shares this server"
        $output | Should -Match "PlexUnknownServer,.*'Attic' \([0-9a-f]+\), 'Cellar' \([0-9a-f]+\)"
        $list = "'Attic' \([0-9a-f]+\), 'Cellar' \([0-9a-f]+\)"
        $output | Should -Match "PlexAmbiguousServer,.*2 servers of the account match '\*': $list"
        $output | Should -Match '(?s)Attic\r?\nCellar\s*$'
    }

    It 'connects to the only server that the account owns' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
"name: $((Connect-PlexServer -PassThru).Name)"
Get-PlexServerSession | Disconnect-PlexServer
try { [pscustomobject] @{ CertificateThumbprint = 'aa' } | Connect-PlexServer } catch { "input: $($_.FullyQualifiedErrorId)" }
"sessions: $(@(Get-PlexServerSession).Count)"
foreach ($owners in @($true, $true), @($false), @()) {
    $names = [System.Collections.Queue] @('Den', 'Loft')
    $list = @($owners | ForEach-Object {
            $name = $names.Dequeue()
            @{ name = $name; provides = 'server'; clientIdentifier = "$name-id"; owned = $_ }
        })
    $body = [uri]::EscapeDataString((ConvertTo-Json -InputObject $list -Compress))
    $null = Invoke-Control "fault?kind=garbage&content-type=application/json&path=/api/v2/resources&body=$body"
    try { Connect-PlexServer } catch { "$($_.FullyQualifiedErrorId) $($_.TargetObject) $_ $($_.ErrorDetails.RecommendedAction)" }
}
'@
        $command = 'PlexSecurity\.Commands\.ConnectPlexServerCommand plex\.tv'
        $output | Should -Match 'name: Attic'
        $output | Should -Match 'input: PlexInvalidUri,\S+\r?\nsessions: 0'
        $output | Should -Match "PlexAmbiguousServer,$command .* owns 2 servers: 'Den' \(Den-id\), 'Loft' \(Loft-id\)\. .*-Name"
        $output | Should -Match "PlexUnknownServer,$command .* owns no server\. The account has 'Den' \(Den-id\)\. "
        $output | Should -Match "PlexUnknownServer,$command .* owns no server\. The account has no servers\. "
    }

    It 'connects to a server with the client identifier of the sign-in' {
        Clear-StandIn
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
Connect-PlexServer -Name Attic
Connect-PlexServer -Name Attic -ClientIdentifier another
'@
        $output | Should -BeNullOrEmpty
        $requests = Get-StandInRequest | Where-Object token
        $requests.headers.'X-Plex-Client-Identifier' | Select-Object -Unique | Should -Be @('pester', 'another')
    }

    It 'completes account sessions and listed sources' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
function Get-Completion([string] $Line) {
    (TabExpansion2 $Line).CompletionMatches | ForEach-Object { "$($_.CompletionText) $($_.ListItemText)" }
}
"before: $(Get-Completion 'Connect-PlexServer -Name At')"
$null = Get-PlexSource -Account
"name: $(Get-Completion 'Connect-PlexServer -Name At')"
"source: $(Get-Completion 'Get-PlexSourceConnection -Account -Source Cel')"
foreach ($cmdlet in 'Connect-PlexServer', 'Get-PlexSource', 'Get-PlexSourceConnection', 'Disconnect-PlexAccount') {
    "session: $(Get-Completion "$cmdlet -AccountSession ")"
}
'@
        $output | Should -Not -Match 'before: .*Attic'
        $output | Should -Match "name: 'Attic' Attic"
        $output | Should -Match "source: 'server://[0-9a-f]+' Cellar"
        [regex]::Matches($output, 'session: \(@\(Get-PlexAccount\)\[0\]\) someone \(plex\.tv\)').Count | Should -Be 4
    }

    It 'is not required if a server session has the account token' {
        # A server session uses the system proxy for requests to plex.tv.
        $output = Invoke-AccountShell -Environment @{ HTTPS_PROXY = (Get-StandInServer).account.proxy } -Script @'
Connect-PlexServer $server.http -Token $token
"accounts: $(@(Get-PlexAccount).Count)"
Get-PlexSource -Account | Where-Object Kind -eq Server | ForEach-Object { "source: $($_.Title) $($_.Owned)" }
"own token: $((Get-PlexSourceConnection Cellar -Account).Name)"
'@
        $output | Should -Match 'accounts: 0'
        $output | Should -Match '(?s)source: Attic True.*source: Cellar False'
        $output | Should -Match 'own token: Cellar'
    }

    It 'returns the account as the error target if plex.tv refuses the request, even with a server session' {
        $output = Invoke-AccountScript @'
Connect-PlexServer $server.http -Token (ConvertTo-SecureString $server.token -AsPlainText -Force)
Connect-PlexAccount @options -Token $token
$null = Invoke-Control 'fault?kind=status&code=403&path=/api/v2/resources'
$null = Get-PlexSource -Account -ErrorAction SilentlyContinue -ErrorVariable failed
"target: $($failed[0].TargetObject)"
'@
        $output | Should -Match 'target: someone \(plex\.tv\)'
    }

    It 'leaves no valid token after an incomplete sign-in' {
        $output = Invoke-AccountScript @'
$null = Invoke-Control 'fault?kind=status&code=403&path=/api/v2/user'
Set-Claim
try { Connect-PlexAccount @options 6>$null } catch { $_.FullyQualifiedErrorId }
"sessions: $(@(Get-PlexAccount).Count)"
'@
        $output | Should -Match 'PlexForbidden,'
        $output | Should -Match 'sessions: 0'
        $requests = Invoke-AccountControl requests -Method Get
        @($requests | Where-Object { $_.method -eq 'DELETE' -and $_.path -eq '/api/v2/users/signout' }).statusCode |
            Should -Be 204
    }

    It 'signs in with a code once and then with the token in the vault, and stops if the vault is locked' {
        $name = 'Microsoft.PowerShell.SecretManagement'
        $null = New-Item -ItemType Directory -Path (Join-Path $TestDrive $name)
        Set-Content -LiteralPath (Join-Path $TestDrive "$name/$name.psm1") -Value @'
function Get-SecretInfo { param([string] $Name) if ($env:VAULT_LOCKED) { throw 'The vault is locked.' } if ($secret) { $Name } }
function Get-Secret { param([string] $Name) $secret }
function Set-Secret { param([string] $Name, [securestring] $Secret) $script:secret = $Secret.Copy() }
$script:secret = $null
'@
        $example = Join-Path $PSScriptRoot '../../examples/Connect-PlexAccountFromVault.ps1'
        $output = Invoke-AccountShell ("`$example = '$example'; `$vault = '$TestDrive'" + @'

$env:PSModulePath = $vault + [IO.Path]::PathSeparator + $env:PSModulePath
foreach ($option in $options.Keys) { $PSDefaultParameterValues["Connect-PlexAccount:$option"] = $options[$option] }
Set-Claim
"first: $((& $example).Username)"
"second: $((& $example).Username)"
$env:VAULT_LOCKED = 1
try { & $example } catch { "locked: $_" }
'@)
        [regex]::Matches($output, 'plex\.tv/link').Count | Should -Be 1 -Because $output
        $output | Should -Match 'first: someone'
        $output | Should -Match '(?s)second: someone.*locked: The vault is locked\.'
    }

    It 'disconnects an account, and revokes its token with -SignOut' {
        $output = Invoke-AccountScript @'
Set-Claim
$session = Connect-PlexAccount @options -PassThru 6>$null
$copy = $session.Token.Copy()
Disconnect-PlexAccount -SignOut -WhatIf
"connected: $($session.IsConnected)"
Disconnect-PlexAccount -SignOut
"signed out: $($session.IsConnected) $(@(Get-PlexAccount).Count)"
try { Connect-PlexAccount @options -Token $copy } catch { $_.FullyQualifiedErrorId }
try { Connect-PlexServer -Name Attic } catch { $_.FullyQualifiedErrorId }
try { Disconnect-PlexAccount } catch { $_.FullyQualifiedErrorId }
'@
        $output | Should -Match 'connected: True'
        $output | Should -Match 'signed out: False 0'
        $output | Should -Match 'PlexUnauthorized,'
        $output | Should -Match 'PlexNotSignedIn,PlexSecurity\.Commands\.ConnectPlexServerCommand'
        $output | Should -Match 'PlexNotSignedIn,PlexSecurity\.Commands\.DisconnectPlexAccountCommand'
    }

    It 'signs in again from a saved session' {
        $output = Invoke-AccountScript @'
$file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).xml"
try {
    Connect-PlexAccount @options -Token $token -PassThru | Export-Clixml $file
    Get-PlexAccount | Disconnect-PlexAccount
    $session = Import-Clixml $file | Connect-PlexAccount -Proxy $account.proxy -PassThru
    "restored: $($session.Username) $($session.ClientIdentifier)"
}
finally { Remove-Item $file }
'@
        $output | Should -Match 'restored: someone pester'
    }

    It 'lists devices by name, product and last activity, without tokens, and removes none with -WhatIf' {
        $output = Invoke-AccountShell @'
Connect-PlexAccount @options -Token $token
$all = Get-PlexAccountDevice
"types: $(($all | ForEach-Object { $_.GetType().Name } | Select-Object -Unique) -join ',')"
"phone: $((Get-PlexAccountDevice 'old ph*').Name)"
"product: $(@(Get-PlexAccountDevice -Product 'no such product').Count)"
$dates = [datetime] '1990-01-01', (Get-Date)
"since: $(foreach ($date in $dates) { @(Get-PlexAccountDevice -NotSeenSince $date).Count -gt 0 })"
"tokens: $(@($all[0].PSObject.Properties.Name -match 'token').Count)"
$server = $all | Where-Object Provides -contains server | Select-Object -First 1
$server | Remove-PlexAccountDevice -WhatIf -WarningVariable warned 3>$null
"warned: $warned"
"unchanged: $(@(Get-PlexAccountDevice).Count -eq $all.Count)"
'@
        $output | Should -Match 'types: PlexAccountDevice\b'
        $output | Should -Match 'phone: Old phone'
        $output | Should -Match 'product: 0'
        $output | Should -Match 'since: False True'
        $output | Should -Match 'tokens: 0'
        $output | Should -Match 'What if: .*Remove the media server .* sign the server out'
        $output | Should -Match 'warned: *\r?\n'
        $output | Should -Match 'unchanged: True'
    }

    It 'runs the examples for plex.tv unchanged' {
        $codes = foreach ($name in (Get-Module PlexSecurity).ExportedCommands.Keys) {
            (Get-Help $name -Full).examples.example.code | Where-Object { $_ -match 'PlexAccount(Device)?\b|-Account' }
        }
        $codes.Count | Should -BeGreaterThan 6
        $file = Join-Path $TestDrive 'examples.json'
        ConvertTo-Json -InputObject @($codes) | Set-Content -LiteralPath $file
        $output = Invoke-AccountShell ("`$file = '$file'" + @'

Set-Location (Split-Path $file)
$env:PATH = ''
$env:PLEX_TOKEN = $account.token
$PSDefaultParameterValues = @{ 'Connect-PlexAccount:Proxy' = $account.proxy }
$vault = @{}
function Set-Secret { param([string] $Name, $Secret) $vault[$Name] = $Secret.Copy() }
function Get-Secret { param([string] $Name) $vault[$Name] }
foreach ($code in Get-Content -LiteralPath $file -Raw | ConvertFrom-Json) {
    # All tests share the token of the simulated account, so -SignOut revokes the token of a new sign-in.
    if ($code -match '-SignOut') {
        Set-Claim
        Connect-PlexAccount -ClientIdentifier before 6>$null
    }
    else { Connect-PlexAccount -Token $token -ClientIdentifier before }
    if ($code -match '(?m)^(\$account = )?Connect-PlexAccount( -OpenBrowser| -PassThru)?\r?$') { Set-Claim }
    try { $null = & ([scriptblock]::Create($code)) 6>$null; 'example: passed' } catch { "example: failed $code $_" }
    Get-PlexAccount | Disconnect-PlexAccount
    Get-PlexServerSession | Disconnect-PlexServer
}
'@)
        $output | Should -Not -Match 'failed'
        [regex]::Matches($output, 'example: passed').Count | Should -Be $codes.Count -Because $output
    }
}
