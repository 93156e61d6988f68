BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
}

Describe 'Get-PlexServerSession' -Tag 'Session' {
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'returns nothing without a session' {
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'returns every session, the default first' {
        $first = Connect-PlexServer $server.http -Token $server.token -PassThru
        $second = Connect-PlexServer $server.http -Token $server.token -PassThru
        Get-PlexServerSession | Should -Be @($second, $first)
    }

    It 'sends no request' {
        Connect-PlexServer $server.http -Token $server.token
        Clear-StandIn
        $null = Get-PlexServerSession
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'returns only the sessions of its own runspace' {
        Connect-PlexServer $server.http -Token $server.token
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$((Get-Module PlexSecurity).ModuleBase)'; @(Get-PlexServerSession).Count")
            $shell.Invoke() | Should -Be 0
            $shell.HadErrors | Should -BeFalse
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'shows name, version, masked token and address in one line' -Tag 'Format' {
        Connect-PlexServer $server.http -Token $server.token
        $line = Get-PlexServerSession | Format-Table -HideTableHeaders | Out-String -Width 80
        $line.Trim() | Should -Match ('^Attic +1\.[\d.]+ +\S*{0}\S* +{1}$' -f [char] 0x2026, [regex]::Escape($server.http))
    }
}
