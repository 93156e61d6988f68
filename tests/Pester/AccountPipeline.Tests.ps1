# The pipelines between the cmdlets of an account, in a shell that reaches the simulated plex.tv.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason
}

Describe 'The pipelines of an account' -Tag 'Account' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
    }

    It 'uses the account if no server session is open' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
"sources: $((Get-PlexSource).Title)"
"connections: $((Get-PlexSource | Get-PlexSourceConnection).Name)"
"by name: $((Get-PlexSourceConnection Cellar).Name)"
$null = Connect-PlexServer -Name Attic
"with a server session: $(@(Get-PlexSource | Where-Object Server -eq 'plex.tv').Count)"
'@
        $output | Should -Match 'sources: Attic Cellar'
        $output | Should -Match 'connections: Attic Cellar'
        $output | Should -Match 'by name: Cellar'
        $output | Should -Match 'with a server session: 0'
    }

    It 'prefers the account session to the token of a server session' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
$cellar = Connect-PlexServer -Name Cellar -PassThru
"piped: $(($cellar | Get-PlexSource -Account | Where-Object Kind -eq 'Server').Title)"
"connection: $((Get-PlexSourceConnection Attic -Account -Session $cellar).Name)"
'@
        $output | Should -Match 'piped: Cellar Attic'
        $output | Should -Match 'connection: Attic'
    }

    It 'describes a server of the account by the data of plex.tv' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
$null = Connect-PlexServer -Name Attic
foreach ($member in '"productVersion":"1.19.2.1"', '"product":"x"') {
    $body = "[{`"name`":`"Listed`",`"provides`":`"server`",`"clientIdentifier`":`"$($server.machineIdentifier)`",$member}]"
    $body = [uri]::EscapeDataString($body)
    $null = Invoke-Control "fault?kind=garbage&content-type=application/json&path=/api/v2/resources&body=$body"
    $found = Get-PlexSource -Account | Where-Object Identifier -eq $server.machineIdentifier
    "found: $($found.Title) [$($found.Version)]"
}
'@
        $output | Should -Match 'found: Listed \[1\.19\.2\.1\]\r?\nfound: Listed \[\]'
    }

    It 'checks the versions of account servers and of saved sessions' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
Get-PlexSource -Account | Get-PlexServerAdvisory -ErrorVariable failures
"failures: $($failures.Count)"
$list = foreach ($platform in 'Linux', 'Windows', 'Amiga') {
    @{ name = "On $platform"; provides = 'server'; clientIdentifier = $platform; owned = $true; platform = $platform
        productVersion = '1.19.1.1' }
}
$body = [uri]::EscapeDataString((ConvertTo-Json -InputObject @($list) -Compress))
$null = Invoke-Control "fault?kind=garbage&content-type=application/json&path=/api/v2/resources&body=$body"
$sources = Get-PlexSource -Account | Where-Object Kind -eq 'Server'
$found = $sources | Get-PlexServerAdvisory | Where-Object Id -eq 'CVE-2020-5741'
"platforms: $(($found | ForEach-Object { "$($_.Server), $($_.Affected)" }) -join '; ')"
"table: $($found | Format-Table | Out-String -Width 80)"
"positional: $(@(Get-PlexServerAdvisory $sources).Count - @($sources | Get-PlexServerAdvisory).Count)"
$found = [pscustomobject] @{ Name = 'Attic'; Version = '1.42.1.10060' } | Get-PlexServerAdvisory
"object: $(@($found).Count -gt 0) $($found.Version | Sort-Object -Unique)"
$session = Connect-PlexServer -Name Attic -PassThru -WarningAction Ignore
$file = [System.IO.Path]::GetTempFileName()
try {
    $session, (Get-PlexAccount) | Export-Clixml -LiteralPath $file
    $saved, $savedAccount = Import-Clixml -LiteralPath $file
}
finally { Remove-Item -LiteralPath $file }
"saved: $(@($saved | Get-PlexServerAdvisory).Count - @(Get-PlexServerAdvisory $session.Version).Count)"
"session: $(@(Get-PlexServerSession | Get-PlexServerAdvisory).Count - @(Get-PlexServerAdvisory).Count)"
"time: $($savedAccount | Out-String -Width 200)"
'@
        $output | Should -Match 'failures: 0'
        $output | Should -Match 'platforms: On Windows, before 1\.19\.3; On Amiga, before 1\.19\.3, if on Windows\r?\n'
        $output | Should -Match 'Server version: On Amiga, 1\.19\.1\.1\b[\s\S]* \(if on Windows\) An '
        $output | Should -Match 'positional: 0'
        $output | Should -Match 'object: True 1\.42\.1\.10060'
        $output | Should -Match 'saved: 0'
        $output | Should -Match 'session: 0'
        $output | Should -Match 'time: [\s\S]* \d{4}-\d\d-\d\d \d\d:\d\d'
    }

    It 'reports that -SignOut cannot revoke the token of a disconnected session' {
        $output = Invoke-AccountScript @'
$session = Connect-PlexAccount @options -Token $token -PassThru
Disconnect-PlexAccount
$session | Disconnect-PlexAccount -ErrorAction Stop
$session | Disconnect-PlexAccount -SignOut -ErrorAction SilentlyContinue -ErrorVariable failures
"failure: $($failures.FullyQualifiedErrorId)"
'@
        $output | Should -Match 'failure: PlexNotSignedIn,PlexSecurity\.Commands\.DisconnectPlexAccountCommand'
        Invoke-AccountControl requests -Method Get | Where-Object path -Like '*signout' | Should -BeNullOrEmpty
    }

    It 'filters devices only by names that exist and by times in the past' {
        $output = Invoke-AccountScript @'
Connect-PlexAccount @options -Token $token
$devices = Get-PlexAccountDevice
$null = Get-PlexAccountDevice 'Old phne', $devices[0].Name -ErrorAction SilentlyContinue -ErrorVariable failures
"name: $($failures.FullyQualifiedErrorId) $failures"
$null = Get-PlexAccountDevice 'Old phn*' -ErrorAction Stop
foreach ($time in 365, '365', 20260101, (Get-Date).AddDays(1)) {
    try { Get-PlexAccountDevice -NotSeenSince $time } catch { "time: $($_.Exception.Message)" }
}
"offset: $(@(Get-PlexAccountDevice -NotSeenSince ([datetimeoffset]::Now)).Count -gt 0)"
"table: $($devices | Format-Table | Out-String -Width 80)"
"list: $(($devices | Where-Object Provides).Provides.GetType().Name)"
'@
        $output | Should -Match "name: PlexNotFound,\S+ No device of the account has the name 'Old phne'\.\r?\n"
        ([regex]::Matches($output, 'time: .*Specify a time in the past')).Count | Should -Be 4
        $output | Should -Match 'offset: True'
        $output | Should -Match '\byes\b'
    }
}
