# examples/Get-PlexSecurityReport.ps1 with a stand-in server that has every problem in the report.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Report.psm1')
    $script:server = Get-StandInServer
    $script:token = ConvertTo-Secret $server.token
    $script:report = Get-ReportScript

    # The stand-in server returns this version and name until it is cleared.
    function Use-StandInIdentity([string] $Version, [string] $Name = 'Attic') {
        $identity = @{ machineIdentifier = $server.machineIdentifier; friendlyName = $Name }
        if ($Version) { $identity.version = $Version }
        $body = @{ MediaContainer = $identity } | ConvertTo-Json -Compress
        foreach ($path in '/identity', '/') { Add-StandInFault -Kind garbage -Path $path -Times always -Option @{ body = $body } }
    }

    function Connect-StandIn([string] $Version, [string] $Name = 'Attic') {
        Use-StandInIdentity $Version $Name
        Connect-PlexServer $server.http -Token $token -WarningAction Ignore
        Clear-StandIn
    }
}

Describe 'Get-PlexSecurityReport.ps1 for sessions' -Tag 'Example', 'Security', 'Advisory' {
    BeforeEach {
        Clear-StandIn
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).html"
    }
    AfterEach {
        Get-PlexServerSession | Disconnect-PlexServer
        Clear-StandIn
    }

    It 'reports a vulnerable version as serious, with a recommended action' {
        Connect-StandIn -Version 1.42.0.10000
        $findings = @(& $report)
        $LASTEXITCODE | Should -Be 2

        $withVersion = $findings | Where-Object Title -Match '^CVE-2025-34158: '
        $withVersion.Severity | Should -Be 'High'
        $withVersion.Serious | Should -BeTrue
        $withVersion.Advice | Should -Be 'Update the server to 1.42.1 or later. The CVE record lists this version as unaffected.'
        $withVersion.Uri | Should -Be 'https://www.cve.org/CVERecord?id=CVE-2025-34158'
        $withVersion.Subject | Should -Be "Server at $($server.http): 'Attic'"

        $withoutVersion = $findings | Where-Object Title -Match '^CVE-2025-69414: '
        $withoutVersion.Detail | Should -Match 'The server runs 1\.42\.0\.10000\. The vulnerability affects tokens\.$'
        $withoutVersion.Advice | Should -Match 'it lists no unaffected version'
        ($findings | Where-Object Title -Match '^CVE-2026-96651: ').Serious | Should -BeTrue -Because 'it affects tokens'
        ($findings | Where-Object Title -Match '^CVE-2026-96655: ').Serious | Should -BeFalse
        "$($findings.Advice)" | Should -Not -Match 'fixed'
    }

    It 'reports no serious finding if no advisory applies, and lists the passed checks' {
        Connect-PlexServer $server.https -Token $token -CertificateThumbprint $server.certificateThumbprint -Transient
        $findings = @(& $report)
        $LASTEXITCODE | Should -Be 0
        $findings.Severity | Select-Object -Unique | Should -Be 'Info'
        $findings.Check | Should -Be 'Version', 'Address', 'Token'
        $findings[0].Title | Should -Be "Version $(((Get-PlexServerSession).Version -split '-')[0]): no known vulnerability"
        $findings[0].Detail | Should -Match '^No advisory in the module applies\. The advisory data is from [0-9-]{10}\.'
        $findings[1].Title | Should -Be 'Https with a checked certificate'
        $findings[2].Title | Should -Be 'The session has a transient token'
        $findings[2].Detail | Should -Match 'age of the token is unknown\. It expires by [0-9]{4}-'
    }

    It 'distinguishes a token sent over the network from a token sent to this machine' {
        Connect-PlexServer $server.http -Token $token
        # The name does not resolve. The stand-in server acts as the proxy, so no request leaves this machine.
        Connect-PlexServer http://attic.invalid:32400 -Token $token -Proxy $server.http -AllowUnencryptedAuthentication
        $findings = @(& $report | Where-Object Title -EQ 'The connection uses plain http')
        $LASTEXITCODE | Should -Be 2
        $remote = $findings | Where-Object Subject -Match 'attic\.invalid'
        $local = $findings | Where-Object Subject -NotMatch 'attic\.invalid'
        $remote.Severity, $remote.Serious | Should -Be 'High', $true
        $local.Severity, $local.Serious | Should -Be 'Low', $false
        $local.Detail | Should -Be 'Without a proxy, loopback traffic does not leave this machine.'
    }

    It 'distinguishes an unchecked certificate from a pinned one' {
        Connect-PlexServer $server.https -Token $token -SkipCertificateCheck -WarningAction Ignore
        Connect-PlexServer $server.https -Token $token -SkipCertificateCheck -CertificateThumbprint $server.certificateThumbprint
        (Get-PlexServerSession).SkipsCertificateCheck | Should -Be $false, $true
        $findings = @(& $report | Where-Object Check -EQ 'Address')
        $findings.Title | Should -Be 'Https with a checked certificate', 'The certificate was not checked'
        $findings[1].Advice | Should -Match '-CertificateThumbprint'
    }

    It 'reports a relay, and the permanent token of a session' {
        Add-StandInFault -Kind garbage -Path /security/resources -Option @{
            body = @{ MediaContainer = @{ Device = @{
                        name = 'Attic'; clientIdentifier = $server.machineIdentifier; accessToken = $server.token
                        Connection = @(@{ uri = $server.http.TrimEnd('/'); relay = $true })
                    }
                }
            } | ConvertTo-Json -Depth 6 -Compress
        }
        $first = Connect-PlexServer $server.http -Token $token -PassThru
        $relayed = Get-PlexSourceConnection "server://$($server.machineIdentifier)" | Connect-PlexServer -PassThru
        $findings = @($relayed | & $report)
        ($findings | Where-Object Title -EQ 'The connection uses a relay').Severity | Should -Be 'Low'
        ($findings | Where-Object Check -EQ 'Token').Title | Should -Be 'The session has a permanent token'
        ($findings | Where-Object Check -EQ 'Token').Detail | Should -Match 'age of the token is unknown'
        & $report -Session $first | Where-Object Title -Match relay | Should -BeNullOrEmpty
    }

    It 'reports <Name> as a failed check' -TestCases @(
        @{ Name = 'a missing version'; Version = '' }
        @{ Name = 'an invalid version'; Version = 'newest' }
    ) {
        Connect-StandIn -Version $Version
        $findings = @(& $report | Where-Object Check -EQ 'Version')
        $LASTEXITCODE | Should -Be 2
        $findings.Severity, $findings.Serious | Should -Be 'NotChecked', $true
        $findings.Detail | Should -Match '^Error: '
        $findings.Advice | Should -Match 'Get-PlexServerAdvisory -Version'
    }

    It 'reports a disconnected session as a failed check, and continues with the next session' {
        $disconnected = Connect-PlexServer $server.http -Token $token -PassThru
        $disconnected | Disconnect-PlexServer
        $open = Connect-PlexServer $server.http -Token $token -PassThru
        $findings = @($disconnected, $open | & $report)
        $LASTEXITCODE | Should -Be 2
        $findings[0].Severity | Should -Be 'NotChecked'
        $findings[0].Detail | Should -Match 'was disconnected'
        $findings[0].Advice | Should -Match 'Connect-PlexServer'
        $findings.Title | Should -Contain "Version $(($open.Version -split '-')[0]): no known vulnerability"
    }

    It 'returns one line per server with -Summary' {
        Connect-StandIn -Version 1.42.0.10000 -Name Cellar
        Connect-PlexServer $server.https -Token $token -CertificateThumbprint $server.certificateThumbprint -Transient
        $lines = @(& $report -Summary | Sort-Object Worst)
        $LASTEXITCODE | Should -Be 2
        $lines.Subject | Should -Be "Server at $($server.http): 'Cellar'", "Server at $($server.https): 'Attic'"
        $lines.Worst | Should -Be 'High', 'Info'
        $lines[0].Serious | Should -BeGreaterThan 2
        $lines[0].Findings | Should -BeGreaterThan $lines[0].Serious
        $lines[1].Serious, $lines[1].Findings | Should -Be 0, 0
    }

    It 'separates two sessions with the same address and name, and checks each once' {
        Connect-PlexServer $server.http -Token $token
        Connect-PlexServer $server.http -Token $token -Transient
        $lines = @(Get-PlexServerSession | & $report -Summary)
        $lines.Count | Should -Be 2
        $lines.Subject | Should -Contain "Server at $($server.http): 'Attic'"
        $lines.Subject | Should -Contain "Server at $($server.http) (2): 'Attic'"
        $lines.Worst | Should -Be 'Low', 'Low'
        $session = Get-PlexServerSession | Select-Object -First 1
        $findings = @($session, $session | & $report)
        $findings.Subject | Select-Object -Unique | Should -Be "Server at $($server.http): 'Attic'"
        @($findings | Where-Object Check -EQ 'Token').Count | Should -Be 1
    }

    It 'shows the address before a name that looks like an address' -Tag 'Security' {
        Connect-StandIn -Version 1.43.4.10903 -Name "Good' at https://127.0.0.1/ (ok)"
        (& $report).Subject | Select-Object -Unique | Should -Be "Server at $($server.http): 'Good' at https://127.0.0.1/ (ok)'"
    }

    It 'keeps the exit code if the pipeline stops at the first result' -TestCases @(
        @{ Option = @{} }
        @{ Option = @{ Summary = $true } }
    ) {
        Connect-StandIn -Version 1.42.0.10000
        & $report @Option | Where-Object Serious | Select-Object -First 1 | Should -Not -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 2
    }

    It 'ignores the default parameter values of the caller' {
        Connect-StandIn -Version newest
        $PSDefaultParameterValues = @{ '*:ErrorAction' = 'SilentlyContinue'; '*:ErrorVariable' = 'ignored' }
        $findings = @(& $report)
        $PSDefaultParameterValues.Clear()
        $LASTEXITCODE | Should -Be 2
        $findings.Severity | Should -Contain 'NotChecked'
    }

    It 'uses the default parameter values of the caller for connecting, such as an expected server' {
        $before = $env:PLEX_URL, $env:PLEX_TOKEN
        try {
            $env:PLEX_URL, $env:PLEX_TOKEN = $server.http, $server.token
            $PSDefaultParameterValues = @{ 'Connect-Plex*:MachineIdentifier' = 'f' * 40; '*:ErrorAction' = 'Ignore' }
            $findings = @(& $report -FromEnvironment)
            $LASTEXITCODE | Should -Be 2
            $findings.Detail | Should -Match 'No token was sent'
            $PSDefaultParameterValues.Disabled = $true
            $findings = @(& $report -FromEnvironment)
            $findings.Check | Should -Contain 'Version'
        }
        finally {
            $PSDefaultParameterValues.Clear()
            $env:PLEX_URL, $env:PLEX_TOKEN = $before
        }
    }

    It 'reports a missing session as not checked' {
        Connect-PlexServer $server.http -Token $token
        foreach ($call in { & $report -Session (Get-PlexServerSession), $null }, { (Get-PlexServerSession), $null | & $report }) {
            $findings = @(& $call)
            $LASTEXITCODE | Should -Be 2
            ($findings | Where-Object Severity -EQ 'NotChecked').Title | Should -Be 'Missing sessions: 1'
        }
    }

    It 'writes the page with every preference of the caller' {
        Connect-PlexServer $server.http -Token $token
        $WhatIfPreference, $ConfirmPreference = $true, 'Low'
        $null = & $report -AsHtml $file
        $WhatIfPreference, $ConfirmPreference = $false, 'High'
        Test-Path -LiteralPath $file | Should -BeTrue
        Get-ChildItem -LiteralPath $TestDrive -Filter '*.new' | Should -BeNullOrEmpty
    }

    It 'reports an input that is not a session, with every error preference of the caller' {
        Connect-StandIn -Version 1.43.4.10903
        $findings = @(Get-PlexServerSession) + 'text' | & $report -ErrorAction SilentlyContinue
        $LASTEXITCODE | Should -Be 2
        ($findings | Where-Object Serious).Title | Should -Be 'Missing sessions: 1'
    }

    It 'checks no other session if <Name>' -TestCases @(
        @{ Name = 'a filter returns no session'; Call = { Get-PlexServerSession | Where-Object Name -EQ 'nope' | & $report } }
        @{ Name = 'the session is null'; Call = { & $report -Session $null } }
        @{ Name = 'the list is empty'; Call = { & $report -Session @() } }
    ) {
        Connect-PlexServer $server.http -Token $token
        $Call | Should -Throw '*nothing to check. The input contains no session.'
        $LASTEXITCODE | Should -Be 1
    }

    It 'stops if there is nothing to check, and writes no report' {
        { & $report -AsHtml $file } | Should -Throw '*nothing to check*'
        Test-Path -LiteralPath $file | Should -BeFalse
    }

    It 'keeps the session open and returns to the calling script' {
        Connect-StandIn -Version 1.42.0.10000
        $csv = "$file.csv"
        & $report | Export-Csv -LiteralPath $csv -NoTypeInformation
        $LASTEXITCODE | Should -Be 2
        @(Import-Csv -LiteralPath $csv).Count | Should -BeGreaterThan 4
        (Get-PlexServerSession).IsConnected | Should -BeTrue
        . { $null = . $report }
        $LASTEXITCODE | Should -Be 2
    }

    It 'escapes server texts that look like markup, a formula or a terminal command' {
        $name = "=1+1</td><script>alert('x')</script><img src=x onerror=`"y`">$([char] 27)[31m$([char] 0x202E)&amp;"
        Connect-StandIn -Version "<b>$([char] 27)[2J" -Name $name
        $findings = @(& $report -AsHtml $file)
        $texts = $findings | ForEach-Object { $_.Subject; $_.Title; $_.Detail; $_.Advice }
        $texts | Where-Object { $_ -match '[\p{Cc}\p{Cf}]' } | Should -BeNullOrEmpty
        $texts | Where-Object { $_ -match '^[=+@-]' } | Should -BeNullOrEmpty
        $texts -join '' | Should -Match '<script>' -Because 'the objects contain the original text'

        $page = Read-ReportPage $file
        $page | Should -Match 'Server at [^ ]*: &#39;=1\+1&lt;/td&gt;&lt;script&gt;alert\(&#39;x&#39;\)&lt;/script&gt;&lt;img '
        $page | Should -Match 'onerror=&quot;y&quot;&gt;'
        $page | Should -Match '&amp;amp;'
        $page | Should -Match '&#39;&lt;b&gt;\[2J&#39; is not a version'
    }

    It 'writes a page with all findings, sorted by severity' {
        Connect-StandIn -Version 1.42.0.10000
        $findings = @(& $report -AsHtml $file)
        $page = Read-ReportPage $file
        foreach ($finding in $findings) { $page | Should -Match ([regex]::Escape([Net.WebUtility]::HtmlEncode($finding.Title))) }
        $page | Should -Match "Serious findings: $(@($findings | Where-Object Serious).Count)\."
        $rows = @(Get-ReportRow $page)
        $rows.Count | Should -Be $findings.Count
        $rows[0].Severity | Should -Be 'High, serious'
        @($rows | Where-Object Severity -Match ', serious$').Count | Should -Be @($findings | Where-Object Serious).Count
        $rows[-1].Severity | Should -Be 'Low'
        ([regex]::Matches($page, 'href="')).Count | Should -Be @($findings | Where-Object Uri).Count
    }
}

Describe 'Get-PlexSecurityReport.ps1 for a scheduler' -Tag 'Example', 'Security' {
    BeforeAll { $script:variables = @{ PLEX_URL = $server.http; PLEX_TOKEN = $server.token } }
    BeforeEach { Clear-StandIn }
    AfterAll { Clear-StandIn }

    It 'exits with 0 if no finding is serious' {
        $run = Invoke-ReportProcess '-FromEnvironment' $variables
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output | Should -Match 'has a permanent token'
        Find-Token $run.Output | Should -BeNullOrEmpty
    }

    It 'exits with 2 if a finding is serious, and writes the page' {
        Use-StandInIdentity -Version 1.42.0.10000
        $file = Join-Path $TestDrive 'scheduled.html'
        $run = Invoke-ReportProcess '-FromEnvironment', '-Summary', '-AsHtml', $file $variables
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $run.Output | Should -Not -Match 'WARNING' -Because 'the report contains the warning'
        $run.Output | Should -Match '(?m)^Subject +: Server at .*\r?\nWorst +: High\r?\nSerious +: [1-9]'
        Read-ReportPage $file | Should -Match 'CVE-2025-69414'
    }

    It 'exits with 2 through -Command, with the text from the help' {
        (Get-Help (Get-ReportScript)).description.Text | Should -Match '; exit \$LASTEXITCODE'
        Use-StandInIdentity -Version 1.42.0.10000
        $run = Invoke-ReportProcess '-FromEnvironment', '; exit $LASTEXITCODE' $variables -AsCommand
        $run.ExitCode | Should -Be 2 -Because $run.Output
    }

    It 'exits with 2 if the server <Name>, and shows no token' -TestCases @(
        @{ Name = 'rejects the token'; Fault = 'status'; Option = @{ code = 401 }; Error = '401' }
        @{ Name = 'does not respond'; Fault = 'drop'; Option = @{}; Error = 'closed|connection' }
        @{ Name = 'is not a Plex server'; Fault = 'html'; Option = @{}; Error = 'not what|HTML|response' }
    ) {
        Add-StandInFault -Kind $Fault -Path / -Times always -Option $Option
        $run = Invoke-ReportProcess '-FromEnvironment' $variables
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $run.Output | Should -Match "NotChecked(?s:.*)PLEX_URL(?s:.*)Error: (?s:.*)($Error)"
        Find-Token ($run.Output -replace '\s') | Should -BeNullOrEmpty
    }

    It 'exits with 1 through -Command if <Name>' -TestCases @(
        @{ Name = 'the variable with the path is not set'; Path = '$env:PLEX_REPORT_FILE'; Reason = 'is empty' }
        @{ Name = 'the path is not one of a file'; Path = 'Variable:PlexReport'; Reason = 'not the path of a file' }
    ) {
        $run = Invoke-ReportProcess '-FromEnvironment', '-AsHtml', $Path, '; exit $LASTEXITCODE' $variables -AsCommand
        $run.ExitCode | Should -Be 1 -Because $run.Output
        $run.Output | Should -Match $Reason
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'exits with 1 if the page cannot be written, and shows the findings and the reason' {
        $file = Join-Path $TestDrive 'none/report.html'
        $run = Invoke-ReportProcess '-FromEnvironment', '-AsHtml', $file $variables
        $run.ExitCode | Should -Be 1 -Because $run.Output
        $run.Output | Should -Match 'has a permanent token(?s:.*)was not written'
    }

    It 'exits with 1 if there is nothing to check' {
        $run = Invoke-ReportProcess @() $variables
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match 'nothing to check'
    }
}
