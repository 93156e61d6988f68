# The tests with requests to plex.tv are in Connect-PlexAccount.Tests.ps1, whose shell reaches the simulated plex.tv.
Describe 'Get-PlexAccount' -Tag 'Account' {
    It 'returns nothing without a sign-in, even with -Refresh' {
        Get-PlexAccount | Should -BeNullOrEmpty
        Get-PlexAccount -Refresh | Should -BeNullOrEmpty
    }
}
