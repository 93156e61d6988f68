BeforeAll { Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1') }

Describe 'Get-PlexServerAdvisory' -Tag 'Advisory' {
    BeforeEach { Clear-StandIn }

    It 'lists the advisories for a version without a request' {
        $found = Get-PlexServerAdvisory -Version 1.42.2.10156
        $found.Id | Should -Contain 'CVE-2025-69414'
        ($found | Where-Object Id -EQ 'CVE-2025-69414').AffectsTokens | Should -BeTrue
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'lists more with -All than for one version' {
        @(Get-PlexServerAdvisory -All).Count | Should -BeGreaterThan @(Get-PlexServerAdvisory -Version 1.42.2.10156).Count
    }

    It 'refuses an invalid version' {
        { Get-PlexServerAdvisory -Version newest -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlexInvalidVersion,PlexSecurity.Commands.GetPlexServerAdvisoryCommand'
    }

    It 'reports a <Damage> list, and a connection works without it' -TestCases @(
        @{ Damage = 'damaged'; Content = '{' }
        @{ Damage = 'missing'; Content = $null }
    ) {
        $copy = Join-Path $TestDrive "$Damage/PlexSecurity"
        $null = New-Item -ItemType Directory -Path (Split-Path $copy)
        Copy-Item -LiteralPath (Get-Module PlexSecurity).ModuleBase -Destination $copy -Recurse
        $list = Join-Path $copy 'PlexServerAdvisories.json'
        Test-Path -LiteralPath $list | Should -BeTrue
        if ($Content) { Set-Content -LiteralPath $list -Value $Content } else { Remove-Item -LiteralPath $list }
        $server = Get-StandInServer
        $output = Invoke-Shell -Environment @{ COPY = $copy; URL = $server.http; TOKEN = $server.token } -Script @'
Import-Module $env:COPY
foreach ($command in { Get-PlexServerAdvisory -Version 1.42.1.10060 }, { Get-PlexServerAdvisory -All }) {
    try { & $command } catch { "$($_.FullyQualifiedErrorId) $_ $($_.ErrorDetails.RecommendedAction)" }
}
"name: $((Connect-PlexServer $env:URL -Token $env:TOKEN -PassThru -WarningVariable warned 3>$null).Name)"
"warned: $($warned.Count) $warned"
'@
        $message = 'Could not read the advisory list of the module, PlexServerAdvisories\.json\.'
        $output[0] | Should -Match "^PlexUnexpected,\S+ $message Install the module again\.$"
        $output[1] | Should -Match '^PlexUnexpected,'
        $output[2..3] -join ' ' | Should -Match "^name: Attic warned: 1 $message$"
    }
}
