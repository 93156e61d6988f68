# What asks plex.tv is in Connect-PlexAccount.Tests.ps1, whose shell reaches a stand-in for it.
Describe 'Get-PlexAccount' -Tag 'Account' {
    It 'writes nothing where nobody is signed in, also with -Refresh' {
        Get-PlexAccount | Should -BeNullOrEmpty
        Get-PlexAccount -Refresh | Should -BeNullOrEmpty
    }
}
