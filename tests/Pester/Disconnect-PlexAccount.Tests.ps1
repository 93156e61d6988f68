# What asks plex.tv is in Connect-PlexAccount.Tests.ps1, whose shell reaches a stand-in for it.
Describe 'Disconnect-PlexAccount' -Tag 'Account' {
    It 'is an error where nobody is signed in' {
        { Disconnect-PlexAccount } | Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.DisconnectPlexAccountCommand'
        { Disconnect-PlexAccount -SignOut } | Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.DisconnectPlexAccountCommand'
    }
}
