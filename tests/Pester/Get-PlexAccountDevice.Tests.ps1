# What asks plex.tv is in Connect-PlexAccount.Tests.ps1, whose shell reaches a stand-in for it.
Describe 'Get-PlexAccountDevice' -Tag 'Account' {
    It 'says how to sign in where nobody is signed in' {
        { Get-PlexAccountDevice -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.GetPlexAccountDeviceCommand'
    }
}
