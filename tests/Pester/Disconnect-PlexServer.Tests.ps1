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

    It 'ends the default session, and the one before becomes the default' {
        Disconnect-PlexServer | Should -BeNullOrEmpty
        $second.IsConnected | Should -BeFalse
        Get-PlexServerSession | Should -Be $first
    }

    It 'ends the sessions that are given, by -Session or through the pipeline' {
        Disconnect-PlexServer -Session $first
        Get-PlexServerSession | Should -Be $second
        $second | Disconnect-PlexServer
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'leaves a session alone that has ended already' {
        Disconnect-PlexServer -Session $first
        { Disconnect-PlexServer -Session $first -ErrorAction Stop } | Should -Not -Throw
        $second.IsConnected | Should -BeTrue
    }

    It 'makes the session useless' {
        Disconnect-PlexServer -Session $first
        { Get-PlexTransientToken -Session $first } | Should -Throw -ErrorId 'PlexNotConnected,*'
        { $first.Token | ConvertTo-Text } | Should -Throw
    }

    It 'shows an ended session without its token' -Tag 'Format', 'Security' {
        Disconnect-PlexServer -Session $first
        $text = $first | Format-List | Out-String
        $text | Should -Match 'disposed'
        Find-Token $text | Should -BeNullOrEmpty
    }

    It 'says that there is nothing to end' {
        Get-PlexServerSession | Disconnect-PlexServer
        { Disconnect-PlexServer } | Should -Throw -ErrorId 'PlexNotConnected,*'
    }
}
