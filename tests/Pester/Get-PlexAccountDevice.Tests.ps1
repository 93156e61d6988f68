# Connect-PlexAccount.Tests.ps1 contains the tests with requests to the simulated plex.tv.
Describe 'Get-PlexAccountDevice' -Tag 'Account' {
    It 'is an error without a sign-in' {
        { Get-PlexAccountDevice -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlexNotSignedIn,PlexSecurity.Commands.GetPlexAccountDeviceCommand'
    }

    It 'is an error with the filter <Filter> without a value, and does not select all devices' -TestCases @(
        @{ Filter = 'Name' }, @{ Filter = 'Product' }, @{ Filter = 'NotSeenSince' }
    ) {
        foreach ($value in $null, '') {
            $parameters = @{ $Filter = $value; ErrorAction = 'Stop' }
            { Get-PlexAccountDevice @parameters } |
                Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException])
        }
    }
}
