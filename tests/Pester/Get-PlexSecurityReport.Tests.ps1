# examples/Get-PlexSecurityReport.ps1 against a stand-in that has every problem it checks for.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Report.psm1')
    $script:server = Get-StandInServer
    $script:token = ConvertTo-Secret $server.token
    $script:report = Get-ReportScript

    # The server reports these about itself until the stand-in is cleared.
    function Use-StandInSelf([string] $Version, [string] $Name = 'Attic') {
        $self = @{ machineIdentifier = $server.machineIdentifier; friendlyName = $Name }
        if ($Version) { $self.version = $Version }
        $body = @{ MediaContainer = $self } | ConvertTo-Json -Compress
        foreach ($path in '/identity', '/') { Add-StandInFault -Kind garbage -Path $path -Times always -Option @{ body = $body } }
    }

    function Connect-StandIn([string] $Version, [string] $Name = 'Attic') {
        Use-StandInSelf $Version $Name
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
        $found = @(& $report)
        $LASTEXITCODE | Should -Be 2

        $named = $found | Where-Object Title -Match '^CVE-2025-34158: '
        $named.Severity | Should -Be 'High'
        $named.Serious | Should -BeTrue
        $named.Advice | Should -Be 'Update the server to 1.42.1 or later: the record names it as not affected.'
        $named.Uri | Should -Be 'https://www.cve.org/CVERecord?id=CVE-2025-34158'
        $named.Subject | Should -Be "Server 'Attic' at $($server.http)"

        $unnamed = $found | Where-Object Title -Match '^CVE-2025-69414: '
        $unnamed.Detail | Should -Match 'This is 1\.42\.0\.10000\. It affects tokens\.$'
        $unnamed.Advice | Should -Match 'it names none that is not affected'
        ($found | Where-Object Title -Match '^CVE-2026-96651: ').Serious | Should -BeTrue -Because 'it affects tokens'
        ($found | Where-Object Title -Match '^CVE-2026-96655: ').Serious | Should -BeFalse
        "$($found.Advice)" | Should -Not -Match 'fixed'
    }

    It 'finds nothing serious if no advisory applies, and lists the checks' {
        Connect-PlexServer $server.https -Token $token -CertificateThumbprint $server.certificateThumbprint -Transient
        $found = @(& $report)
        $LASTEXITCODE | Should -Be 0
        $found.Severity | Select-Object -Unique | Should -Be 'Info'
        $found.Check | Should -Be 'Version', 'Address', 'Token'
        $found[0].Title | Should -Be "Version $(((Get-PlexServerSession).Version -split '-')[0])"
        $found[0].Detail | Should -Match "^No vulnerability in the module's list applies\. The advisory data is from [0-9-]{10}\."
        $found[1].Title | Should -Be 'Https with a checked certificate'
        $found[2].Title | Should -Be 'A transient token'
        $found[2].Detail | Should -Match 'age of the token is unknown; it ends by [0-9]{4}-'
    }

    It 'distinguishes a token sent in clear text from one that stays on this machine' {
        Connect-PlexServer $server.http -Token $token
        # The stand-in acts as the proxy: nothing leaves this machine, and the name does not resolve.
        Connect-PlexServer http://attic.invalid:32400 -Token $token -Proxy $server.http -AllowUnencryptedAuthentication
        $found = @(& $report | Where-Object Title -EQ 'Plain http')
        $LASTEXITCODE | Should -Be 2
        $away = $found | Where-Object Subject -Match 'attic\.invalid'
        $here = $found | Where-Object Subject -NotMatch 'attic\.invalid'
        $away.Severity, $away.Serious | Should -Be 'High', $true
        $here.Severity, $here.Serious | Should -Be 'Low', $false
    }

    It 'distinguishes an unchecked certificate from a pinned one' {
        Connect-PlexServer $server.https -Token $token -SkipCertificateCheck -WarningAction Ignore
        Connect-PlexServer $server.https -Token $token -SkipCertificateCheck -CertificateThumbprint $server.certificateThumbprint
        (Get-PlexServerSession).SkipsCertificateCheck | Should -Be $false, $true
        $found = @(& $report | Where-Object Check -EQ 'Address')
        $found.Title | Should -Be 'Https with a checked certificate', 'The certificate was not checked'
        $found[1].Advice | Should -Match '-CertificateThumbprint'
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
        $found = @($relayed | & $report)
        ($found | Where-Object Title -EQ 'Through a relay').Severity | Should -Be 'Low'
        ($found | Where-Object Check -EQ 'Token').Title | Should -Be 'A permanent token'
        ($found | Where-Object Check -EQ 'Token').Detail | Should -Match 'age of the token is unknown'
        & $report -Session $first | Where-Object Title -Match relay | Should -BeNullOrEmpty
    }

    It 'does not treat <Name> as a version without vulnerabilities' -TestCases @(
        @{ Name = 'no version'; Version = '' }
        @{ Name = 'an unreadable version'; Version = 'newest' }
    ) {
        Connect-StandIn -Version $Version
        $found = @(& $report | Where-Object Check -EQ 'Version')
        $LASTEXITCODE | Should -Be 2
        $found.Severity, $found.Serious | Should -Be 'NotChecked', $true
        $found.Detail | Should -Match '^The error is: '
        $found.Advice | Should -Match 'Get-PlexServerAdvisory -Version'
    }

    It 'counts a session that has ended, and continues with the next' {
        $ended = Connect-PlexServer $server.http -Token $token -PassThru
        $ended | Disconnect-PlexServer
        $open = Connect-PlexServer $server.http -Token $token -PassThru
        $found = @($ended, $open | & $report)
        $LASTEXITCODE | Should -Be 2
        $found[0].Severity | Should -Be 'NotChecked'
        $found[0].Detail | Should -Match 'was disconnected'
        $found[0].Advice | Should -Match 'Connect-PlexServer'
        $found.Title | Should -Contain "Version $(($open.Version -split '-')[0])"
    }

    It 'returns one line per server with -Summary' {
        Connect-StandIn -Version 1.42.0.10000 -Name Cellar
        Connect-PlexServer $server.https -Token $token -CertificateThumbprint $server.certificateThumbprint -Transient
        $lines = @(& $report -Summary)
        $LASTEXITCODE | Should -Be 2
        $lines.Subject | Should -Be "Server 'Attic' at $($server.https)", "Server 'Cellar' at $($server.http)"
        $lines.Worst | Should -Be 'Info', 'High'
        $lines[0].Serious, $lines[0].Findings | Should -Be 0, 0
        $lines[1].Serious | Should -BeGreaterThan 2
        $lines[1].Findings | Should -BeGreaterThan $lines[1].Serious
    }

    It 'stops if there is nothing to check, and writes no report' {
        { & $report -AsHtml $file } | Should -Throw '*nothing to check*'
        Test-Path -LiteralPath $file | Should -BeFalse
    }

    It 'leaves the calling session and its pipeline unchanged' {
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
        $found = @(& $report -AsHtml $file)
        $texts = $found | ForEach-Object { $_.Subject; $_.Title; $_.Detail; $_.Advice }
        $texts | Where-Object { $_ -match '[\p{Cc}\p{Cf}]' } | Should -BeNullOrEmpty
        $texts | Where-Object { $_ -match '^[=+@-]' } | Should -BeNullOrEmpty
        $texts -join '' | Should -Match '<script>' -Because 'the objects have the words as they are'

        $page = Read-ReportPage $file
        $page | Should -Match 'Server &#39;=1\+1&lt;/td&gt;&lt;script&gt;alert\(&#39;x&#39;\)&lt;/script&gt;&lt;img src=x '
        $page | Should -Match 'onerror=&quot;y&quot;&gt;'
        $page | Should -Match '&amp;amp;'
        $page | Should -Match '&#39;&lt;b&gt;\[2J&#39; is not a version'
    }

    It 'writes a page with all findings, the most serious first' {
        Connect-StandIn -Version 1.42.0.10000
        $found = @(& $report -AsHtml $file)
        $page = Read-ReportPage $file
        foreach ($one in $found) { $page | Should -Match ([regex]::Escape([Net.WebUtility]::HtmlEncode($one.Title))) }
        $page | Should -Match "Serious findings: $(@($found | Where-Object Serious).Count)\."
        $rows = @(Get-ReportRow $page)
        $rows.Count | Should -Be $found.Count
        $rows[0].Severity | Should -Be 'High, serious'
        @($rows | Where-Object Severity -Match ', serious$').Count | Should -Be @($found | Where-Object Serious).Count
        $rows[-1].Severity | Should -Be 'Low'
        ([regex]::Matches($page, 'href="')).Count | Should -Be @($found | Where-Object Uri).Count
    }

    It 'replaces a report as a whole, and reports if it cannot' {
        Connect-StandIn -Version 1.43.4.10903
        Set-Content -LiteralPath $file -Value 'old'
        Push-Location $TestDrive
        try { $null = & $report -AsHtml (Split-Path $file -Leaf) } finally { Pop-Location }
        $null = Read-ReportPage $file
        $folder = Join-Path $TestDrive 'folder'
        $null = New-Item -ItemType Directory -Path $folder
        { & $report -AsHtml $folder } | Should -Throw '*is a folder*'
        { & $report -AsHtml (Join-Path $folder 'none/report.html') } | Should -Throw
        Get-ChildItem -LiteralPath $folder | Should -BeNullOrEmpty
        Get-ChildItem -LiteralPath $TestDrive -Filter *.new | Should -BeNullOrEmpty
    }
}

Describe 'Get-PlexSecurityReport.ps1 for a scheduler' -Tag 'Example', 'Security' {
    BeforeAll { $script:given = @{ PLEX_URL = $server.http; PLEX_TOKEN = $server.token } }
    BeforeEach { Clear-StandIn }
    AfterAll { Clear-StandIn }

    It 'exits with 0 if nothing is serious' {
        $run = Invoke-ReportProcess '-FromEnvironment' $given
        $run.Code | Should -Be 0 -Because $run.Shown
        $run.Shown | Should -Match 'A permanent token'
        Find-Token $run.Shown | Should -BeNullOrEmpty
    }

    It 'exits with 2 if a finding is serious, and writes the page' {
        Use-StandInSelf -Version 1.42.0.10000
        $file = Join-Path $TestDrive 'scheduled.html'
        $run = Invoke-ReportProcess '-FromEnvironment', '-Summary', '-AsHtml', $file $given
        $run.Code | Should -Be 2 -Because $run.Shown
        $run.Shown | Should -Not -Match 'WARNING' -Because 'the warning is a finding'
        Read-ReportPage $file | Should -Match 'CVE-2025-69414'
    }

    It 'also exits with 2 by -Command, with the exit code passed on as in the help' {
        (Get-Help (Get-ReportScript)).description.Text | Should -Match '; exit \$LASTEXITCODE'
        Use-StandInSelf -Version 1.42.0.10000
        $run = Invoke-ReportProcess '-FromEnvironment', '; exit $LASTEXITCODE' $given -AsCommand
        $run.Code | Should -Be 2 -Because $run.Shown
    }

    It 'exits with 2 if the server <Name>, and shows no token' -TestCases @(
        @{ Name = 'rejects the token'; Fault = 'status'; Option = @{ code = 401 }; Error = '401' }
        @{ Name = 'does not respond'; Fault = 'drop'; Option = @{}; Error = 'closed|connection' }
        @{ Name = 'is something else'; Fault = 'html'; Option = @{}; Error = 'not what|HTML|response' }
    ) {
        Add-StandInFault -Kind $Fault -Path / -Times always -Option $Option
        $run = Invoke-ReportProcess '-FromEnvironment' $given
        $run.Code | Should -Be 2 -Because $run.Shown
        $run.Shown | Should -Match "NotChecked(?s:.*)PLEX_URL(?s:.*)The error is: (?s:.*)($Error)"
        Find-Token ($run.Shown -replace '\s') | Should -BeNullOrEmpty
    }

    It 'exits with 1 if there is nothing to check' {
        $run = Invoke-ReportProcess @() $given
        $run.Code | Should -Be 1
        $run.Shown | Should -Match 'nothing to check'
    }
}
