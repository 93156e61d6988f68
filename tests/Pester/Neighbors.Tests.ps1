BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
}

Describe 'The module with other commands' -Tag 'Neighbor' {
    BeforeEach { Clear-StandIn }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    Context 'SecretManagement' {
        BeforeAll {
            function Get-Secret {
                param([Parameter(Mandatory)] [string] $Name, [string] $Vault)
                Write-Verbose "$Name of $Vault"
                ConvertTo-Secret $server.token
            }
        }

        It 'accepts a secret from Get-Secret' {
            Connect-PlexServer $server.http -Token (Get-Secret Plex)
            (Get-PlexServerSession).IsConnected | Should -BeTrue
        }
    }

    Context 'Export-Clixml' {
        BeforeAll { $script:file = Join-Path $TestDrive 'session.xml' }

        It 'restores a session by its Uri and its Token' {
            $session = Connect-PlexServer $server.http -Token $server.token -PassThru
            $session | Export-Clixml -LiteralPath $file
            $session | Disconnect-PlexServer
            Import-Clixml -LiteralPath $file | Connect-PlexServer
            (Get-PlexServerSession).Uri | Should -Be $server.http
            (Get-PlexServerSession).MachineIdentifier | Should -Be $server.machineIdentifier
        }

        It 'writes the token only as a SecureString (encrypted only on Windows)' -Tag 'Security' {
            Connect-PlexServer $server.http -Token $server.token -PassThru | Export-Clixml -LiteralPath $file
            $written = Get-Content -LiteralPath $file -Raw
            $written | Should -Match '<SS N="Token">'
            Find-Token ($written -replace '<SS N="Token">[^<]*</SS>') | Should -BeNullOrEmpty
        }
    }

    Context '$PSDefaultParameterValues' {
        AfterEach { $PSDefaultParameterValues.Clear() }

        It 'sets address, token and any other parameter' {
            $PSDefaultParameterValues['Connect-PlexServer:Uri'] = $server.http
            $PSDefaultParameterValues['Connect-PlexServer:Token'] = ConvertTo-Secret $server.token
            $PSDefaultParameterValues['Get-Plex*:AsPlainText'] = $true
            Connect-PlexServer
            Get-PlexTransientToken | Should -BeOfType string
        }

        It 'sets the session' {
            $first = Connect-PlexServer $server.http -Token $server.token -PassThru
            Connect-PlexServer $server.https -Token $server.token -CertificateThumbprint $server.certificateThumbprint
            $PSDefaultParameterValues['Get-Plex*:Session'] = $first
            (Get-PlexTransientToken).Uri | Should -Be $server.http
        }
    }

    Context 'the common parameters' {
        BeforeEach {
            Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0
            Clear-StandIn
        }

        It 'continues after an error, and stops with -ErrorAction Stop' {
            $sources = 'server://unknown', $server.source | Get-PlexSourceConnection -ErrorAction SilentlyContinue
            $sources.Source | Should -Be $server.source
            { 'server://unknown', $server.source | Get-PlexSourceConnection -ErrorAction Stop } |
                Should -Throw -ErrorId 'PlexNotFound,*'
        }

        It 'saves errors in -ErrorVariable, and not in $Error with Ignore' {
            $null = Get-PlexSourceConnection server://unknown -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Should -HaveCount 1
            $Error.Clear()
            $null = Get-PlexSourceConnection server://unknown -ErrorAction Ignore
            $Error | Should -HaveCount 0
        }

        It 'saves output in -OutVariable and warnings in -WarningVariable' {
            $null = Get-PlexTransientToken -OutVariable tokens
            $tokens | Should -HaveCount 1
            $tokens[0].Token | Should -BeOfType securestring
            $quiet = @{ WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
            Connect-PlexServer $server.https -Token $server.token -SkipCertificateCheck @quiet
            $warnings | Should -HaveCount 1
        }

        It 'reports each request only with -Verbose' {
            $messages = Get-PlexTransientToken -Verbose 4>&1 |
                Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $messages.Message | Should -Match 'POST .*/security/token.* 200'
            Get-PlexTransientToken 4>&1 | Should -HaveCount 1
        }

        It 'stops when Select-Object ends the pipeline' {
            $connection = @($server.source) * 50 | Get-PlexSourceConnection -ThrottleLimit 1 | Select-Object -First 1
            $connection.Source | Should -Be $server.source
            @(Get-StandInRequest -Path /security/resources).Count | Should -BeLessThan 50
        }
    }

    Context 'ForEach-Object -Parallel' {
        It 'passes a session to other runspaces with $using' {
            if ($PSVersionTable.PSVersion.Major -lt 7) {
                Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
                return
            }
            $session = Connect-PlexServer $server.http -Token $server.token -PassThru
            $sources = @($server.source, "server://$($server.machineIdentifier)") * 10
            $found = $sources | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module PlexSecurity
                Get-PlexSourceConnection $_ -Session $using:session
            }
            $found.Source | Sort-Object | Should -Be ($sources | Sort-Object)
            @(Get-StandInRequest | Where-Object statusCode -NE 200) | Should -HaveCount 0
        }
    }

    Context 'other modules for Plex' {
        It 'leaves <Name> to PSPlex' -TestCases @(@{ Name = 'Get-PlexServer' }, @{ Name = 'Get-PlexSession' }) {
            (Get-Module PlexSecurity).ExportedCommands.Keys | Should -Not -Contain $Name
        }
    }
}
