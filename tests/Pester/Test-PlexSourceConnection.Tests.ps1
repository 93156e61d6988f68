BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
}

# The tests use only the source of the stand-in server. Other sources have no addresses on this machine.
Describe 'Test-PlexSourceConnection' -Tag 'Source' {
    BeforeEach {
        Clear-StandIn
        Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0
        $script:source = Get-PlexSourceConnection $server.machineIdentifier
        Clear-StandIn
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'returns a result for each address, with the reason if it is unreachable' {
        $results = $source | Test-PlexSourceConnection -AllowUnencryptedAuthentication | Sort-Object Secure
        $results.Uri | Should -Be @($server.http, $server.https)
        $results.Status | Should -Be @('Reachable', 'CertificateRejected')
        $results.Preferred | Should -Be @($true, $false)
        $results[0].Version | Should -BeLike '1.*'
        $results[0].Latency.TotalMilliseconds | Should -BeGreaterThan 0
        $results[1].Latency | Should -BeNullOrEmpty
        $results[1].Message | Should -Not -BeNullOrEmpty
        $results[1].Name | Should -Be 'Attic'
        $results[1].Source | Should -Be "server://$($server.machineIdentifier)"
    }

    It 'skips http if there is https, and reports the skipped address' -Tag 'Security' {
        $results = $source | Test-PlexSourceConnection -CertificateThumbprint $server.certificateThumbprint | Sort-Object Secure
        $results.Uri | Should -Be @($server.http, $server.https)
        $results.Status | Should -Be @('NotSecure', 'Reachable')
        $results.Preferred | Should -Be @($false, $true)
        $results[0].Message | Should -BeLike 'skipped*'
        (Get-StandInRequest).https | Should -BeTrue
    }

    It 'prefers https if both are reachable' {
        $results = $source | Test-PlexSourceConnection -SkipCertificateCheck -AllowUnencryptedAuthentication
        $results.Status | Should -Be @('Reachable', 'Reachable')
        ($results | Where-Object Preferred).Uri | Should -Be $server.https
    }

    It 'sends no token' -Tag 'Security' {
        $null = $source | Test-PlexSourceConnection -SkipCertificateCheck -AllowUnencryptedAuthentication
        $requests = @(Get-StandInRequest)
        $requests.path | Should -Be @('/identity', '/identity')
        $requests | Where-Object token | Should -BeNullOrEmpty
    }

    It 'returns only the best address with -Best' {
        ($source | Test-PlexSourceConnection -Best -AllowUnencryptedAuthentication).Uri | Should -Be $server.http
        ($source | Test-PlexSourceConnection -Best -SkipCertificateCheck).Uri | Should -Be $server.https
    }

    It 'returns <Status> for the fault <Kind>' -TestCases @(
        @{ Kind = 'drop'; Status = 'Unreachable'; Option = @{} }
        @{ Kind = 'hang'; Status = 'TimedOut'; Option = @{} }
        @{ Kind = 'html'; Status = 'NotAPlexServer'; Option = @{} }
        @{ Kind = 'garbage'; Status = 'WrongServer'; Option = @{ body = '{"MediaContainer":{"machineIdentifier":"another"}}' } }
    ) {
        Add-StandInFault -Kind $Kind -Path /identity -Times always -Option $Option
        $results = $source | Test-PlexSourceConnection -SkipCertificateCheck -AllowUnencryptedAuthentication -TimeoutSec 0.5
        $results.Status | Should -Be @($Status, $Status)
        $results.Preferred | Should -Be @($false, $false)
        $results[0].Message | Should -Not -BeNullOrEmpty
    }

    It 'writes one error with -Best if no address is reachable' -Tag 'Error' {
        Add-StandInFault -Kind drop -Path /identity -Times always
        $best = $source | Test-PlexSourceConnection -Best -ErrorAction SilentlyContinue -ErrorVariable failures
        $best | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be "$source"
    }

    It 'sends -Count requests and measures the latency' {
        $result = $source | Test-PlexSourceConnection -Count 3 -SkipCertificateCheck | Where-Object Secure
        @(Get-StandInRequest | Where-Object https).Count | Should -Be 3
        $result.MinimumLatency | Should -BeLessOrEqual $result.Latency
        $result.Latency | Should -BeLessOrEqual $result.MaximumLatency
    }

    It 'warns about a source without addresses' {
        $empty = Get-PlexSourceConnection 9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7081929
        $empty | Test-PlexSourceConnection -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
    }

    It 'shows each status as text, without color outside a terminal' -Tag 'Format' {
        $text = $source | Test-PlexSourceConnection -AllowUnencryptedAuthentication | Format-Table | Out-String -Width 80
        $text | Should -Match 'Reachable'
        $text | Should -Match 'CertificateRejected'
        $text | Should -Not -Match ([char] 27)
    }
}
