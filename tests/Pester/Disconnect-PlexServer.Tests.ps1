BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
}

Describe 'Disconnect-PlexServer' -Tag 'Session' {
    BeforeEach {
        $script:first = Connect-PlexServer $server.http -Token $server.token -PassThru
        $script:second = Connect-PlexServer $server.http -Token $server.token -PassThru
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'disconnects the default session, and the earlier one becomes the default' {
        Disconnect-PlexServer | Should -BeNullOrEmpty
        $second.IsConnected | Should -BeFalse
        Get-PlexServerSession | Should -Be $first
    }

    It 'disconnects sessions from -Session or the pipeline' {
        Disconnect-PlexServer -Session $first
        Get-PlexServerSession | Should -Be $second
        $second | Disconnect-PlexServer
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'ignores a session that is already disconnected' {
        Disconnect-PlexServer -Session $first
        { Disconnect-PlexServer -Session $first -ErrorAction Stop } | Should -Not -Throw
        $second.IsConnected | Should -BeTrue
    }

    It 'makes the session and its token unusable' {
        Disconnect-PlexServer -Session $first
        { Get-PlexTransientToken -Session $first } | Should -Throw -ErrorId 'PlexNotConnected,*'
        { $first.Token | ConvertTo-Text } | Should -Throw
    }

    It 'shows a disconnected session without its token' -Tag 'Format', 'Security' {
        Disconnect-PlexServer -Session $first
        $text = $first | Format-List | Out-String
        $text | Should -Match 'disposed'
        Find-Token $text | Should -BeNullOrEmpty
    }

    It 'is an error without a session' {
        Get-PlexServerSession | Disconnect-PlexServer
        { Disconnect-PlexServer } | Should -Throw -ErrorId 'PlexNotConnected,*'
    }
}
