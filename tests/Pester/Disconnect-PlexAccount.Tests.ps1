# The tests with requests to plex.tv are in Connect-PlexAccount.Tests.ps1, whose shell reaches the simulated plex.tv.
Describe 'Disconnect-PlexAccount' -Tag 'Account' {
    It 'is an error without a sign-in' {
        { Disconnect-PlexAccount } | Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.DisconnectPlexAccountCommand'
        { Disconnect-PlexAccount -SignOut } | Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.DisconnectPlexAccountCommand'
    }
}
