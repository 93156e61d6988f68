# The tests with requests to plex.tv are in Connect-PlexAccount.Tests.ps1, whose shell reaches the simulated plex.tv.
Describe 'Remove-PlexAccountDevice' -Tag 'Account' {
    It 'accepts listed devices but no names, which could match the wrong device' {
        { Remove-PlexAccountDevice 'Old phone' -Confirm:$false } |
            Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,PlexSecurity.Commands.RemovePlexAccountDeviceCommand'
    }

    It 'has a high confirm impact' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-PlexAccountDevice)).ConfirmImpact |
            Should -Be 'High'
    }
}
