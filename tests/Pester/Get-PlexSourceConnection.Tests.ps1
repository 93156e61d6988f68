BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:provider = 'provider://tv.plex.provider.podcasts'
}

Describe 'Get-PlexSourceConnection' -Tag 'Source' {
    BeforeEach {
        Clear-StandIn
        Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0
        Clear-StandIn
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'returns name, token and addresses of a source' {
        $source = Get-PlexSourceConnection $server.source
        $source.Name | Should -Be 'Attic (someone)'
        $source.Source | Should -Be $server.source
        "server://$($source.ClientIdentifier)" | Should -Be $server.source
        $source.AccessToken | ConvertTo-Text | Should -BeLike 'transient-*'
        $source.TokenKind | Should -Be 'Transient'
        $source.Server | Should -Be 'Attic'
        $source.Connections.Address | Should -Be $source.Connections.Uri.IdnHost
        $source.Connections.Address | Should -BeLike '*.plex.direct'
        $source.Connections.Port | Should -Be @(32400, 32403, 8443)
        $source.Connections.Protocol | Should -Be @('https', 'https', 'https')
        $source.Connections.Local | Should -Be @($true, $false, $false)
        $source.Connections.Relay | Should -Be @($false, $false, $true)
    }

    It 'treats a bare identifier as a server' {
        (Get-PlexSourceConnection $server.machineIdentifier).Source | Should -Be "server://$($server.machineIdentifier)"
    }

    It 'finds a source of the session by identifier or title' {
        $null = Get-PlexSource
        (Get-PlexSourceConnection tv.plex.provider.podcasts).Source | Should -Be $provider
        (Get-PlexSourceConnection Podcasts).Source | Should -Be $provider
    }

    It 'accepts many sources, also from the pipeline, and keeps their order' {
        $sources = @($provider, $server.source) * 10
        ($sources | Get-PlexSourceConnection).Source | Should -Be $sources
        (Get-PlexSourceConnection -Source $sources -ThrottleLimit 2).Source | Should -Be $sources
    }

    It 'accepts objects with a ClientIdentifier' {
        $row = 'ClientIdentifier', $server.machineIdentifier | ConvertFrom-Csv
        ($row | Get-PlexSourceConnection).ClientIdentifier | Should -Be $server.machineIdentifier
    }

    It 'bypasses the cache of the server only with -Refresh' {
        $null = Get-PlexSourceConnection $server.source
        $null = Get-PlexSourceConnection $server.source -Refresh
        $targets = (Get-StandInRequest -Path /security/resources).rawTarget
        $targets[0] | Should -Match 'refresh=0'
        $targets[1] | Should -Match 'refresh=1'
    }

    It 'returns a source without addresses' {
        $empty = Get-PlexSourceConnection 9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7081929
        $empty.Name | Should -Be 'Empty'
        $empty.Connections | Should -HaveCount 0
    }

    It 'leaves out an invalid address with a warning' {
        Add-StandInFault -Kind garbage -Path /security/resources -Option @{
            body = '{"MediaContainer":{"Device":{"name":"Den","clientIdentifier":"den","accessToken":"transient-den",' +
            '"Connection":[{"uri":"nonsense"},' +
            '{"protocol":"http","address":"127.0.0.1","port":1,"uri":"http://127.0.0.1:1","local":true}]}}}'
        }
        $source = Get-PlexSourceConnection den -WarningVariable warnings -WarningAction SilentlyContinue
        $source.Connections.Uri | Should -Be 'http://127.0.0.1:1/'
        $warnings | Should -HaveCount 1
    }

    It 'returns each valid source and writes an error for each invalid source' -Tag 'Error' {
        $inputs = 'server://unknown', $server.source, 'no source', $provider
        $sources = $inputs | Get-PlexSourceConnection -ErrorAction SilentlyContinue -ErrorVariable failures
        $sources.Source | Should -Be @($server.source, $provider)
        $failures | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } |
            Should -Be @('PlexNotFound', 'PlexInvalidSource')
        $failures.TargetObject | Should -Be @('server://unknown', 'no source')
        foreach ($failure in $failures) { $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
    }

    It 'is an error for a shared user' -Tag 'Error' {
        Connect-PlexServer $server.http -Token $server.sharedToken
        { Get-PlexSourceConnection $server.source -ErrorAction Stop } | Should -Throw -ErrorId 'PlexForbidden,*'
    }

    It 'is an error without a session' -Tag 'Error' {
        Get-PlexServerSession | Disconnect-PlexServer
        { Get-PlexSourceConnection $server.source } | Should -Throw -ErrorId 'PlexNotConnected,*'
    }

    It 'completes -Source from known sources without a request' {
        $null = Get-PlexSource
        Clear-StandIn
        $line = 'Get-PlexSourceConnection -Source podc'
        $completions = (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches
        $completions.CompletionText | Should -Be "'$provider'"
        Get-StandInRequest | Should -BeNullOrEmpty
    }
}
