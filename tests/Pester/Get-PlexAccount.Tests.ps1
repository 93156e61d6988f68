# Connect-PlexAccount.Tests.ps1 contains the tests with requests to the simulated plex.tv.
Describe 'Get-PlexAccount' -Tag 'Account' {
    It 'returns nothing without a sign-in, even with -Refresh' {
        Get-PlexAccount | Should -BeNullOrEmpty
        Get-PlexAccount -Refresh | Should -BeNullOrEmpty
    }
}
