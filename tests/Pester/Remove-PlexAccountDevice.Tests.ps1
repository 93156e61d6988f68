# What asks plex.tv is in Connect-PlexAccount.Tests.ps1, whose shell reaches a stand-in for it.
Describe 'Remove-PlexAccountDevice' -Tag 'Account' {
    It 'takes devices that were listed, and no name that may match the wrong one' {
        { Remove-PlexAccountDevice 'Old phone' -Confirm:$false } |
            Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,PlexSecurity.Commands.RemovePlexAccountDeviceCommand'
    }

    It 'asks before it removes' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-PlexAccountDevice)).ConfirmImpact |
            Should -Be 'High'
    }
}
