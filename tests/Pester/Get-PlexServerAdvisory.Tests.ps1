Describe 'Get-PlexServerAdvisory' -Tag 'Advisory' {
    It 'lists what is known of a version, and asks no server for it' {
        $found = Get-PlexServerAdvisory -Version 1.42.2.10156
        $found.Id | Should -Contain 'CVE-2025-69414'
        ($found | Where-Object Id -EQ 'CVE-2025-69414').AffectsTokens | Should -BeTrue
    }

    It 'knows more with -All than of one version' {
        @(Get-PlexServerAdvisory -All).Count | Should -BeGreaterThan @(Get-PlexServerAdvisory -Version 1.42.2.10156).Count
    }

    It 'refuses what is no version' {
        { Get-PlexServerAdvisory -Version newest -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlexInvalidVersion,PlexSecurity.Commands.GetPlexServerAdvisoryCommand'
    }
}
