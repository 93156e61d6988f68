BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:base = (Get-Module PlexSecurity).ModuleBase
}

# PowerShell 7 can also load the build for Windows PowerShell. It uses a new process, because a process can load only one build.
Describe 'The build for Windows PowerShell' -Tag 'Compatibility' {
    BeforeAll {
        Clear-StandIn
        $variables = @{
            PLEX_URL        = $server.http
            PLEX_TOKEN      = $server.token
            PLEX_THUMBPRINT = $server.certificateThumbprint
            MODULE          = $base
            SOURCE          = $server.machineIdentifier
        }
        $output = @(Invoke-Shell -Environment $variables -Script {
            Import-Module (Join-Path $env:MODULE 'bin/netstandard2.0/PlexSecurity.dll')
            Update-FormatData -AppendPath (Join-Path $env:MODULE 'PlexSecurity.Format.ps1xml')
            Connect-PlexServer -FromEnvironment
            $token = Get-PlexTransientToken
            $source = Get-PlexSourceConnection $env:SOURCE
            $error.Clear()
            Get-PlexSourceConnection server://unknown -ErrorAction SilentlyContinue
            $tests = @($source | Test-PlexSourceConnection -CertificateThumbprint $env:PLEX_THUMBPRINT)
            $second = $source | Connect-PlexServer -CertificateThumbprint $env:PLEX_THUMBPRINT -PassThru
            $opened = @(Get-PlexServerSession).Count
            Get-PlexServerSession | Disconnect-PlexServer
            'JSON' + (ConvertTo-Json -Compress -InputObject @{
                    location = (Get-Command Connect-PlexServer).ImplementingType.Assembly.Location
                    commands = @(Get-Command -Module PlexSecurity | ForEach-Object Name)
                    server   = $token.Server
                    token    = $token.Token.GetType().FullName
                    table    = ($token | Format-Table | Out-String)
                    sources  = @($source.Source)
                    error    = $error[0].FullyQualifiedErrorId
                    tests    = @($tests | ForEach-Object { "$($_.Status)" })
                    second   = $second.Name
                    sessions = @($opened, @(Get-PlexServerSession).Count)
                })
        })
        @($output -match '^JSON').Count | Should -Be 1 -Because ($output -join "`n")
        $script:found = ($output -match '^JSON')[0].Substring(4) | ConvertFrom-Json
    }

    It 'is loaded with every cmdlet' {
        $found.location | Should -Be (Join-Path $base 'bin/netstandard2.0/PlexSecurity.dll')
        $found.commands | Sort-Object | Should -Be ((Get-Module PlexSecurity).ExportedCommands.Keys | Sort-Object)
    }

    It 'does the main job' {
        $found.server | Should -Be 'Attic'
        $found.token | Should -Be 'System.Security.SecureString'
        $found.sources | Should -Be "server://$($server.machineIdentifier)"
        $found.tests | Should -Be @('NotSecure', 'Reachable')
        $found.second | Should -Be 'Attic'
        $found.sessions | Should -Be @(2, 0)
    }

    It 'has the same error ID' {
        $found.error | Should -BeLike 'PlexNotFound,*'
    }

    It 'has the same views and shows no token' -Tag 'Security' {
        $found.table | Should -Match 'transient-'
        Find-Token $found.table | Should -BeNullOrEmpty
    }

    It 'sends the token only after the identity request' -Tag 'Security' {
        $requests = Get-StandInRequest
        $requests[0].path | Should -Be '/identity'
        $requests | Where-Object path -EQ '/identity' | Where-Object token | Should -BeNullOrEmpty
    }
}
