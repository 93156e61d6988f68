# Connect-PlexAccount.Tests.ps1 contains the tests with requests to the simulated plex.tv.
Describe 'Disconnect-PlexAccount' -Tag 'Account' {
    It 'is an error without a sign-in' {
        $id = 'PlexNotSignedIn,PlexSecurity.Commands.DisconnectPlexAccountCommand'
        { Disconnect-PlexAccount } | Should -Throw -ErrorId $id
        { Disconnect-PlexAccount -SignOut } | Should -Throw -ErrorId $id
    }
}
