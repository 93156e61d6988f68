BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer

    # Returns the text of each completion. Leaves out files, because PowerShell adds them if there is no other completion.
    function Get-Completion([string] $Line) {
        $result = TabExpansion2 -inputScript $Line -cursorColumn $Line.Length
        $result.CompletionMatches | Where-Object ResultType -NotIn ProviderItem, ProviderContainer | ForEach-Object CompletionText
    }
}

Describe 'The Tab key' -Tag 'Completion' {
    BeforeEach {
        Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0
        $null = Get-PlexSource
        Clear-StandIn
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'completes a source by its name without a request' {
        Get-Completion 'Get-PlexSourceConnection podc' | Should -Match 'provider://tv\.plex\.provider\.podcasts'
        Get-Completion 'Get-PlexSourceConnection -Source ' | Should -HaveCount 3
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'completes a source to text that runs unchanged' {
        $source = Get-Completion 'Get-PlexSourceConnection server:' | Select-Object -First 1
        (& ([scriptblock]::Create("Get-PlexSourceConnection $source"))).ClientIdentifier | Should -Be $server.machineIdentifier
    }

    It 'completes -Session of <Name> to an expression' -TestCases @(
        @{ Name = 'Get-PlexTransientToken' }
        @{ Name = 'Get-PlexSource' }
        @{ Name = 'Get-PlexSourceConnection server://x' }
        @{ Name = 'Disconnect-PlexServer' }
    ) {
        $session = Get-Completion "$Name -Session Att"
        $session | Should -HaveCount 1
        & ([scriptblock]::Create($session)) | Should -Be (Get-PlexServerSession)
    }

    It 'completes the values of -Type and -Scope' {
        Get-Completion 'Get-PlexTransientToken -Type ' | Should -Be 'Delegation'
        Get-Completion 'Get-PlexTransientToken -Scope ' | Should -Be 'All'
    }

    It 'completes the names of cmdlets and of parameters' {
        Get-Completion 'Get-PlexTrans' | Should -Contain 'Get-PlexTransientToken'
        Get-Completion 'Connect-PlexServer -Cert' | Should -Contain '-CertificateThumbprint'
    }

    It 'offers no source and no session without an open session' {
        Get-PlexServerSession | Disconnect-PlexServer
        Get-Completion 'Get-PlexSourceConnection -Source server:' | Should -BeNullOrEmpty
        Get-Completion 'Get-PlexTransientToken -Session ' | Should -BeNullOrEmpty
    }

    It 'shows no token' -Tag 'Security' {
        $lines = 'Get-PlexTransientToken -Session ', 'Get-PlexSourceConnection -Source ', 'Connect-PlexServer -Token '
        $completions = foreach ($line in $lines) {
            (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches
        }
        $completions.Count | Should -BeGreaterThan 1
        Find-Token ($completions | Format-List * | Out-String -Width 400) | Should -BeNullOrEmpty
    }
}
