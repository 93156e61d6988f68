BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
}

Describe 'Get-PlexSource' -Tag 'Source' {
    BeforeEach {
        Clear-StandIn
        Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0
        Clear-StandIn
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'lists the server and then its providers' {
        $sources = Get-PlexSource
        $sources.Source | Should -Be @(
            "server://$($server.machineIdentifier)"
            'provider://com.plexapp.plugins.library'
            'provider://tv.plex.provider.podcasts'
        )
        $sources.Kind | Should -Be @('Server', 'Provider', 'Provider')
        $sources.Title | Should -Be @('Attic', 'Library', 'Podcasts')
        $sources[0].Identifier | Should -Be $server.machineIdentifier
        $sources[0].Server | Should -Be 'Attic'
    }

    It 'sends one request' {
        $null = Get-PlexSource
        (Get-StandInRequest).path | Should -Be '/media/providers'
    }

    It 'pipes into Get-PlexSourceConnection' {
        $connection = Get-PlexSource | Where-Object Kind -EQ Server | Get-PlexSourceConnection
        $connection.ClientIdentifier | Should -Be $server.machineIdentifier
    }

    It 'uses the given session' {
        $pin = $server.certificateThumbprint
        $other = Connect-PlexServer $server.https -Token $server.token -CertificateThumbprint $pin -PassThru
        Connect-PlexServer $server.http -Token $server.token
        Clear-StandIn
        $null = Get-PlexSource -Session $other
        (Get-StandInRequest).https | Should -BeTrue
    }

    It 'still lists the server if the providers fail' -Tag 'Error' {
        Add-StandInFault -Kind status -Path /media/providers -Option @{ code = 503 }
        $sources = Get-PlexSource -ErrorAction SilentlyContinue -ErrorVariable failures
        $sources.Kind | Should -Be 'Server'
        $failures.FullyQualifiedErrorId | Should -BeLike 'PlexServerUnavailable,*'
    }

    It 'does not send a transient token to plex.tv for -Account' -Tag 'Error', 'Security' {
        Connect-PlexServer $server.http -Token $server.token -Transient
        $sources = Get-PlexSource -Account -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -BeLike 'PlexForbidden,*'
        $sources.Count | Should -Be 3
    }

    It 'is an error without a session' -Tag 'Error' {
        Get-PlexServerSession | Disconnect-PlexServer
        { Get-PlexSource } | Should -Throw -ErrorId 'PlexNotConnected,*'
    }
}
