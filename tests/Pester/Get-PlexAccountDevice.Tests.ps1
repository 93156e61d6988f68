# Connect-PlexAccount.Tests.ps1 contains the tests with requests to the simulated plex.tv.
Describe 'Get-PlexAccountDevice' -Tag 'Account' {
    It 'is an error without a sign-in' {
        { Get-PlexAccountDevice -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.GetPlexAccountDeviceCommand'
    }
}
