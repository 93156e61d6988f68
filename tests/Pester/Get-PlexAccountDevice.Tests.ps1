# The tests with requests to plex.tv are in Connect-PlexAccount.Tests.ps1, whose shell reaches the simulated plex.tv.
Describe 'Get-PlexAccountDevice' -Tag 'Account' {
    It 'is an error without a sign-in' {
        { Get-PlexAccountDevice -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.GetPlexAccountDeviceCommand'
    }
}
