# examples/Get-PlexSecurityReport.ps1 -Account, in a shell that reaches the simulated plex.tv and trusts its authority.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Report.psm1')
}

Describe 'Get-PlexSecurityReport.ps1 for an account' -Tag 'Example', 'Security', 'Account' {
    BeforeAll {
        $script:skipReason = Get-AccountSkipReason
        if ($skipReason) { return }
        $script:account = (Get-StandInServer).account
        $script:variables = @{ PLEX_TOKEN = $account.token; HTTPS_PROXY = $account.proxy }

        function Invoke-AccountReport([string[]] $Argument = @(), [switch] $NewProcess) {
            $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).html"
            $all = @('-Account', '-FromEnvironment', '-AsHtml', $file) + $Argument
            $run = if ($NewProcess) { Invoke-ReportProcess $all ($variables + @{ SSL_CERT_FILE = $account.authority }) }
            else {
                $script = "`$ErrorActionPreference = 'Continue'; & '$(Get-ReportScript)' $all; `"exit code: `$LASTEXITCODE`""
                $output = Invoke-AccountScript $script $variables
                [pscustomobject]@{ ExitCode = $output -replace '(?s).*exit code: (\d+)\s*$', '$1'; Output = $output }
            }
            foreach ($secret in @($account.token) + @(Invoke-AccountControl tokens -Method Get)) {
                ($run.Output -replace '\s').Contains($secret) | Should -BeFalse
                if (Test-Path -LiteralPath $file) { (Get-Content -LiteralPath $file -Raw).Contains($secret) | Should -BeFalse }
            }
            $run
        }

        # plex.tv returns this list until it is cleared.
        function Use-ServerList([string] $Json) {
            Invoke-AccountControl fault @{ kind = 'garbage'; path = '/api/v2/resources'; times = 'always'; body = $Json }
        }

        function Use-DeviceList([string] $Xml) {
            $options = @{ body = $Xml; 'content-type' = 'application/xml' }
            Invoke-AccountControl fault (@{ kind = 'garbage'; path = '/devices.xml'; times = 'always' } + $options)
        }
    }
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
    }
    AfterAll { if (-not $skipReason) { Invoke-AccountControl clear } }

    It 'checks the servers and devices, and reports the device not seen for a year' {
        $run = Invoke-AccountReport -NewProcess
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $rows = Get-ReportRow (Read-ReportPage $file)
        $old = @($rows | Where-Object Subject -Match '^Device ')
        $old.Count | Should -Be 1
        $old[0].Subject | Should -Match "^Device [0-9]+: 'Old phone'$"
        $id = [regex]::Match($old[0].Subject, '[0-9]+').Value
        $old[0].Severity | Should -Be 'Medium'
        $old[0].Title | Should -Match "^Last seen on $([datetime]::Now.Year - 2)-"
        $remove = "Get-PlexAccountDevice \| Where-Object Id -EQ '$id' \|"
        $old[0].Advice | Should -Match "^If the device is not in use, remove it: $remove"
        $versions = @($rows | Where-Object Title -Match '^Version ')
        $versions.Subject | Should -Match "^Server [^ ]+: '(Attic|Cellar)'$"
        $versions.Count | Should -Be 2
        @($rows | Where-Object Title -Match '^Devices with a token: [0-9]+$').Count | Should -Be 1
        @($rows | Where-Object Title -EQ 'Servers: 2').Count | Should -Be 1
        ($rows | Where-Object Title -EQ 'The sign-in has a permanent token').Detail |
            Should -Match '^This client signed in on [0-9]{4}-[0-9]{2}-[0-9]{2}\.$'
    }

    It 'accepts the number of days' {
        $run = Invoke-AccountReport '-NotSeenForDays', '3650'
        $run.ExitCode | Should -Be 0 -Because $run.Output
        Get-Content -LiteralPath $file -Raw | Should -Not -Match 'Old phone'
    }

    It 'finds a vulnerable server of another user, plain http, relays, and hostile text' {
        $hostile = "=cmd|' /C x'!A0</td><script>alert(1)</script>$([char] 27)[31m"
        $body = ConvertTo-Json -Depth 6 -Compress -InputObject @(
            @{
                name = $hostile; provides = 'server'; clientIdentifier = 'plain'; owned = $false; sourceTitle = $hostile
                productVersion = '1.42.0.10000'; platform = $hostile; accessToken = 'token-of-plain'
                connections = @(@{ uri = 'http://127.0.0.1:9' })
            }
            @{
                name = 'Relayed'; provides = 'server'; clientIdentifier = 'relayed'; owned = $true
                productVersion = '1.19.2.1'; platform = 'Linux'; accessToken = 'token-of-relayed'
                connections = @(@{ uri = 'http://127.0.0.1:9' }, @{ uri = 'https://127.0.0.1:9'; relay = $true })
            }
            @{
                name = 'Eleven'; provides = 'server'; clientIdentifier = 'eleven'; owned = $true; accessToken = 'token-of-eleven'
                productVersion = '1.19.2.1'; platform = 'Microsoft Windows 11'
            }
            @{ name = 'Unknown'; provides = 'server'; clientIdentifier = 'unknown'; owned = $true; productVersion = '<b>' }
        )
        Use-ServerList $body
        $run = Invoke-AccountReport
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $run.Output.Contains([string] [char] 27) | Should -BeFalse
        $page = Read-ReportPage $file
        $page | Should -Not -Match 'token-of-'
        $rows = Get-ReportRow $page

        $plain = $rows | Where-Object Subject -Match '^Server plain: '
        ($plain | Where-Object Title -Match '^CVE-2025-69414').Advice | Should -Match '^Ask the owner to update the server '
        ($plain | Where-Object Title -EQ 'All addresses use plain http').Severity | Should -Be 'Medium'
        $relayed = $rows | Where-Object Subject -Match '^Server relayed: '
        ($relayed | Where-Object Title -EQ 'Some addresses use plain http').Severity | Should -Be 'Low'
        ($relayed | Where-Object Title -EQ 'The server has a relay').Detail | Should -Be 'Addresses: https://127.0.0.1:9/'
        $relayed | Where-Object Title -Match '^CVE-2020-574[01]' | Should -BeNullOrEmpty -Because 'they affect only Windows'
        $eleven = $rows | Where-Object Subject -Match '^Server eleven: '
        @($eleven | Where-Object Title -Match '^CVE-2020-574[01]').Count | Should -BeGreaterThan 0
        # The version of this server is invalid. Without a token, its addresses are unknown.
        $unknown = @($rows | Where-Object Subject -Match '^Server unknown: ')
        $unknown.Severity | Should -Be 'NotChecked, serious', 'NotChecked, serious'
        $unknown.Detail | Should -Match '^Error: '
    }

    It 'reports the fault <Fault> of <Path> as serious, and continues' -TestCases @(
        @{ Path = '/devices.xml'; Fault = 'status'; Option = @{ code = 404 }; Continues = "^Server [^ ]+: 'Attic'" }
        @{ Path = '/devices.xml'; Fault = 'html'; Option = @{}; Continues = "^Server [^ ]+: 'Attic'" }
        @{ Path = '/devices.xml'; Fault = 'drop'; Option = @{}; Continues = "^Server [^ ]+: 'Attic'" }
        @{ Path = '/api/v2/resources'; Fault = 'status'; Option = @{ code = 403 }; Continues = "^Device [0-9]+: 'Old phone'" }
        @{ Path = '/api/v2/resources'; Fault = 'echo'; Option = @{}; Continues = "^Device [0-9]+: 'Old phone'" }
    ) {
        Invoke-AccountControl fault (@{ kind = $Fault; path = $Path; times = 'always' } + $Option)
        $run = Invoke-AccountReport
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $rows = Get-ReportRow (Read-ReportPage $file)
        $failed = @($rows | Where-Object Severity -EQ 'NotChecked, serious')
        $failed.Count | Should -Be 1
        $failed[0].Subject | Should -Match '^Account '
        @($rows | Where-Object { $_.Subject -match $Continues }).Count | Should -BeGreaterThan 0
    }

    It 'reports omitted devices, and devices without a date' {
        $devices = '<Device id="7" name="New &lt;b&gt;" token="token-of-seven"/><Device id="a/b"/>'
        Use-DeviceList "<MediaContainer>$devices</MediaContainer>"
        $run = Invoke-AccountReport
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $rows = Get-ReportRow (Read-ReportPage $file)
        $failed = @($rows | Where-Object Severity -EQ 'NotChecked, serious')
        ($failed | Where-Object Title -EQ 'The check is incomplete').Detail | Should -Match 'devices without a valid Id: 1'
        ($failed | Where-Object Subject -EQ "Device 7: 'New <b>'").Title | Should -Be 'Last seen on an unknown date'
        "$($run.Output)$(Get-Content -LiteralPath $file -Raw)" | Should -Not -Match 'token-of-seven'
    }

    It 'exits with 2 if <Name>' -TestCases @(
        @{ Name = 'a server is omitted'; Identifiers = 'den', 'a b'; Scheme = 'https'; Reason = 'Omitted sources' }
        @{ Name = 'every address is invalid'; Identifiers = @('den'); Scheme = 'ftp'; Reason = "Omitted from 'server://den'" }
        @{ Name = 'no server is listed, although a device is a server'; Identifiers = @(); Reason = 'plex.tv listed no server' }
    ) {
        $list = @($Identifiers | ForEach-Object {
                @{
                    name = 'Den'; provides = 'server'; clientIdentifier = $_; productVersion = '1.43.4.10903'
                    accessToken = 'token-of-den'; connections = @(@{ uri = "$($Scheme)://127.0.0.1:9" })
                }
            })
        Use-ServerList (ConvertTo-Json -Depth 4 -Compress -InputObject $list)
        $run = Invoke-AccountReport
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $rows = Get-ReportRow (Read-ReportPage $file)
        ($rows | Where-Object Severity -EQ 'NotChecked, serious').Detail | Should -Match $Reason
        $rows | Where-Object Title -Match 'no address|^Servers: 0' | Should -BeNullOrEmpty -Because 'the check has not passed'
    }

    It 'exits with 2 if no device is listed, because the token in use belongs to one' {
        Use-DeviceList '<MediaContainer/>'
        $run = Invoke-AccountReport
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $rows = Get-ReportRow (Read-ReportPage $file)
        ($rows | Where-Object Severity -EQ 'NotChecked, serious').Detail | Should -Match 'plex\.tv listed no device'
        $rows.Title | Should -Not -Contain 'Devices with a token: 0'
    }

    It 'exits with 0 for an account without servers' {
        $seen = [datetimeoffset]::Now.ToUnixTimeSeconds()
        Use-DeviceList "<MediaContainer><Device id='7' name='Phone' provides='player' lastSeenAt='$seen'/></MediaContainer>"
        Use-ServerList '[]'
        $run = Invoke-AccountReport
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $rows = Get-ReportRow (Read-ReportPage $file)
        $rows.Title | Should -Contain 'Servers: 0'
        ($rows | Where-Object Title -EQ 'The sign-in has a permanent token').Detail |
            Should -Be 'The age of the token is unknown.'
    }

    It 'checks the listed servers and not the session if the server of an open session <Name>' -TestCases @(
        @{ Name = 'is listed'; Identifier = 'machine'; Subjects = 1 }
        @{ Name = 'is not listed'; Identifier = 'another'; Subjects = 0 }
    ) {
        # The server is listed without details, and cannot be reached.
        $identifier = if ($Identifier -eq 'machine') { (Get-StandInServer).machineIdentifier } else { $Identifier }
        $den = @{ name = 'Den'; provides = 'server'; clientIdentifier = $identifier; productVersion = '1.43.4.10903' }
        $den += @{ accessToken = 'token-of-den'; connections = @(@{ uri = 'https://127.0.0.1:9' }) }
        Use-ServerList (ConvertTo-Json -Depth 4 -Compress -InputObject @($den))
        Clear-StandIn
        $output = Invoke-AccountScript -Environment @{ REPORT = Get-ReportScript } -Script @'
            Connect-PlexAccount -Token $token @options
            Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0 -WarningAction Ignore
            Invoke-RestMethod "$($server.http)simulator/fault?kind=drop&path=/media/providers&times=always" -Method Post -NoProxy
            $findings = @(& $env:REPORT -Account)
            $LASTEXITCODE
            $findings | ForEach-Object { "$($_.Severity) $($_.Subject) $($_.Title) $($_.Detail)" }
'@
        Clear-StandIn
        $lines = $output -split "`n"
        $lines | Where-Object { $_ -like 'NotChecked*' } | Should -BeNullOrEmpty
        $lines | Should -Contain '0'
        @($lines | Where-Object { $_ -match "Account at plex.tv: '[^']*' Servers: 1 " }).Count | Should -Be 1
        $id = (Get-StandInServer).machineIdentifier
        @($lines | Where-Object { $_ -like "Info Server ${id}: *https*" }).Count | Should -Be $Subjects
    }

    It 'reports that no server was listed while a session is open' {
        Use-ServerList '[]'
        Use-DeviceList '<MediaContainer><Device id="7" name="Phone" provides="player"/></MediaContainer>'
        Clear-StandIn
        Invoke-AccountScript -Environment @{ REPORT = Get-ReportScript } -Script @'
            Connect-PlexAccount -Token $token @options
            Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0 -WarningAction Ignore
            "$((& $env:REPORT -Account | Where-Object { $_.Serious -and $_.Subject -like 'Account *' }).Detail) $LASTEXITCODE"
'@ | Should -Match '^Error: plex.tv listed no server, .*a session is open\. 2$'
    }

    It 'exits with 2 if plex.tv rejects the token' {
        Invoke-AccountControl fault @{ kind = 'status'; code = 401; path = '/api/v2/user'; times = 'always' }
        $run = Invoke-AccountReport -NewProcess
        $run.ExitCode | Should -Be 2 -Because $run.Output
        (Get-ReportRow (Read-ReportPage $file)).Severity | Should -Be 'NotChecked, serious'
    }
}
