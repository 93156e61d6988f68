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
}
