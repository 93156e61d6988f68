BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:quick = @{ MaximumRetryCount = 0; TimeoutSec = 10 }
}

Describe 'Connect-PlexServer' -Tag 'Session' {
    BeforeEach { Clear-StandIn }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    Context 'by address' {
        It 'is silent and makes the session the default' {
            Connect-PlexServer $server.http -Token $server.token | Should -BeNullOrEmpty
            (Get-PlexServerSession).Uri | Should -Be $server.http
        }

        It 'returns the session with -PassThru' {
            $session = Connect-PlexServer $server.http -Token $server.token -PassThru
            $session.Name | Should -Be 'Attic'
            $session.MachineIdentifier | Should -Be $server.machineIdentifier
            $session.Version | Should -BeLike '1.*'
            $session.TokenKind | Should -Be 'Account'
            $session.Token | ConvertTo-Text | Should -Be $server.token
            $session.IsConnected | Should -BeTrue
        }

        It 'names its parameters if no server is specified and no account is signed in' {
            $failure = { Connect-PlexServer } | Should -Throw -PassThru -ErrorId 'PlexNotSignedIn,*'
            $failure.ErrorDetails.RecommendedAction | Should -Match '-Uri and -Token, .* Connect-PlexAccount'
            { Connect-PlexServer -Name '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
            { Connect-PlexServer -Name $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }

        It 'asks for a missing token' {
            { $server.http | Connect-PlexServer -ErrorAction Stop } | Should -Throw '*all mandatory parameters:*Token*'
        }

        It 'uses http for host:port on this machine' {
            $session = Connect-PlexServer ([uri] $server.http).Authority -Token $server.token -PassThru
            $session.Uri | Should -Be $server.http
        }

        It 'accepts the token as <Form>' -TestCases @(
            @{ Form = 'a SecureString'; Make = { ConvertTo-Secret $server.token } }
            @{ Form = 'a credential'; Make = { New-Object pscredential 'plex', (ConvertTo-Secret $server.token) } }
            @{ Form = 'a string'; Make = { $server.token } }
        ) {
            (Connect-PlexServer $server.http -Token (& $Make) -PassThru).IsConnected | Should -BeTrue
        }

        It 'sends the token only after the identity request' -Tag 'Security' {
            Connect-PlexServer $server.http -Token $server.token
            $requests = Get-StandInRequest
            $requests.path | Should -Be @('/identity', '/')
            $requests[0].token | Should -BeNullOrEmpty
            $requests[1].token | Should -Be $server.token
        }

        It 'sends -ClientIdentifier to the server' {
            Connect-PlexServer $server.http -Token $server.token -ClientIdentifier 'study'
            (Get-StandInRequest -Path /).headers.'X-Plex-Client-Identifier' | Should -Be 'study'
        }

        It 'keeps only a temporary token with -Transient' {
            $session = Connect-PlexServer $server.http -Token $server.token -Transient -PassThru
            $session.TokenKind | Should -Be 'Transient'
            $session.Token | ConvertTo-Text | Should -BeLike 'transient-*'
        }

        It 'retries while the server is starting' {
            Add-StandInFault -Kind status -Path /identity -Option @{ code = 503; 'retry-after' = 0 }
            (Connect-PlexServer $server.http -Token $server.token -PassThru).IsConnected | Should -BeTrue
            @(Get-StandInRequest -Path /identity).statusCode | Should -Be @(503, 200)
        }
    }

    Context 'over TLS' -Tag 'Security' {
        It 'refuses an untrusted certificate' {
            $failure = { Connect-PlexServer $server.https -Token $server.token @quick } |
                Should -Throw -ErrorId 'PlexTlsFailed,*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
            Get-StandInRequest | Should -BeNullOrEmpty
        }

        It 'accepts only the certificate of -CertificateThumbprint' {
            $pin = $server.certificateThumbprint
            (Connect-PlexServer $server.https -Token $server.token -CertificateThumbprint $pin -PassThru).IsConnected |
                Should -BeTrue
            { Connect-PlexServer $server.https -Token $server.token -CertificateThumbprint ('00' * 32) @quick } |
                Should -Throw -ErrorId 'PlexTlsFailed,*'
        }

        It 'accepts any certificate with -SkipCertificateCheck, and warns' {
            $quiet = @{ WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
            Connect-PlexServer $server.https -Token $server.token -SkipCertificateCheck @quiet
            (Get-PlexServerSession).Uri | Should -Be $server.https
            $warnings | Should -HaveCount 1
        }
    }

    Context 'from a file' -Tag 'Security' {
        BeforeEach { $script:file = Join-Path $TestDrive ([guid]::NewGuid()) }

        It 'opens a saved session again, with its pin' {
            $pin = $server.certificateThumbprint
            Connect-PlexServer $server.https -Token $server.token -CertificateThumbprint $pin
            Get-PlexServerSession | Export-Clixml -LiteralPath $file
            Disconnect-PlexServer
            $session = Import-Clixml -LiteralPath $file | Connect-PlexServer -PassThru
            $session.Uri | Should -Be $server.https
            $session.CertificateThumbprint | Should -Be $pin
        }

        It 'accepts rows of a CSV file with empty cells' {
            @(
                'Uri,MachineIdentifier,CertificateThumbprint,SkipCertificateCheck'
                "$($server.https),,$($server.certificateThumbprint),"
                "$($server.http),$($server.machineIdentifier),,True"
            ) | Set-Content -LiteralPath $file
            $sessions = Import-Csv -LiteralPath $file | Connect-PlexServer -Token $server.token -PassThru
            $sessions.Uri | Should -Be @($server.https, $server.http)
        }

        It 'accepts the lines of a file as addresses' {
            Set-Content -LiteralPath $file -Value $server.http, $server.http
            Get-Content -LiteralPath $file | Connect-PlexServer -Token $server.token
            @(Get-PlexServerSession).Count | Should -Be 2
        }

        It 'sends no token to a server other than the saved one' {
            $row = [pscustomobject]@{ Uri = $server.http; Token = $server.token; MachineIdentifier = 'another' }
            { $row | Connect-PlexServer @quick } | Should -Throw -ErrorId 'PlexWrongServer,*'
            Get-StandInRequest | Where-Object token | Should -BeNullOrEmpty
        }

        It 'accepts a saved source connection' {
            Connect-PlexServer $server.http -Token $server.token
            Get-PlexSourceConnection $server.machineIdentifier | Export-Clixml -LiteralPath $file
            $pin = @{ CertificateThumbprint = $server.certificateThumbprint }
            (Import-Clixml -LiteralPath $file | Test-PlexSourceConnection -Best @pin).Uri | Should -Be $server.https
            (Import-Clixml -LiteralPath $file | Connect-PlexServer @pin -PassThru).Source |
                Should -Be "server://$($server.machineIdentifier)"
        }
    }

    Context 'from the environment' {
        AfterEach {
            $env:PLEX_URL = $null
            $env:PLEX_TOKEN = $null
        }

        It 'uses PLEX_URL and PLEX_TOKEN' {
            $env:PLEX_URL = $server.http
            $env:PLEX_TOKEN = $server.token
            (Connect-PlexServer -FromEnvironment -PassThru).Uri | Should -Be $server.http
        }

        It 'names a missing variable' {
            { Connect-PlexServer -FromEnvironment } | Should -Throw '*PLEX_URL*' -ErrorId 'PlexInvalidUri,*'
            $env:PLEX_URL = $server.http
            { Connect-PlexServer -FromEnvironment } | Should -Throw '*PLEX_TOKEN*' -ErrorId 'PlexInvalidToken,*'
        }
    }

    Context 'to a source' -Tag 'Source' {
        BeforeEach { Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0 }

        It 'uses a reachable address and the token of the source' {
            $source = Get-PlexSourceConnection -Source $server.machineIdentifier
            $session = $source | Connect-PlexServer -CertificateThumbprint $server.certificateThumbprint -PassThru
            $session.Source | Should -Be "server://$($server.machineIdentifier)"
            $session.Connection.Uri | Should -Be $server.https
            $session.Token | ConvertTo-Text | Should -Be ($source.AccessToken | ConvertTo-Text)
        }

        It 'sends no token to another machine' -Tag 'Security' {
            $source = Get-PlexSourceConnection -Source $server.machineIdentifier
            Clear-StandIn
            Add-StandInFault -Kind garbage -Path /identity -Times always -Option @{
                body = '{"MediaContainer":{"machineIdentifier":"another","version":"1.43.4.1"}}'
            }
            { $source | Connect-PlexServer @quick -AllowUnencryptedAuthentication } | Should -Throw -ErrorId 'Plex*,*'
            $requests = @(Get-StandInRequest)
            $requests.Count | Should -BeGreaterThan 0
            $requests | Where-Object token | Should -BeNullOrEmpty
        }

        It 'lists every address with its reason if none works' {
            $source = Get-PlexSourceConnection -Source $server.machineIdentifier
            Add-StandInFault -Kind drop -Path /identity -Times always
            $failure = { $source | Connect-PlexServer @quick } | Should -Throw -PassThru
            foreach ($connection in $source.Connections) {
                $failure.Exception.Message | Should -Match ([regex]::Escape($connection.Uri.Authority))
            }
        }

        It 'refuses providers' {
            $provider = Get-PlexSourceConnection -Source provider://tv.plex.provider.podcasts
            { $provider | Connect-PlexServer } | Should -Throw -ErrorId 'PlexInvalidSource,*'
        }
    }

    Context 'on failure' -Tag 'Error' {
        It 'keeps the earlier session' {
            $earlier = Connect-PlexServer $server.http -Token $server.token -PassThru
            { Connect-PlexServer $server.http -Token wrong } | Should -Throw -ErrorId 'PlexUnauthorized,*'
            Get-PlexServerSession | Should -Be $earlier
        }

        It 'recommends an action for a wrong token' {
            $failure = { Connect-PlexServer $server.http -Token wrong } | Should -Throw -ErrorId 'PlexUnauthorized,*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'refuses <Case> before any request' -TestCases @(
            @{ Case = 'an empty address'; Address = ''; Token = 'x'; Id = 'PlexInvalidUri' }
            @{ Case = 'an address with another scheme'; Address = 'ftp://127.0.0.1/'; Token = 'x'; Id = 'PlexInvalidUri' }
            @{ Case = 'a token in the address'; Address = 'http://127.0.0.1/?X-Plex-Token=x'; Token = 'x'; Id = 'PlexInvalidUri' }
            @{ Case = 'an empty token'; Address = 'http://127.0.0.1:1/'; Token = ''; Id = 'PlexInvalidToken' }
            @{ Case = 'a token with a line break'; Address = 'http://127.0.0.1:1/'; Token = "a`r`nb"; Id = 'PlexInvalidToken' }
            @{ Case = 'a public http address'; Address = 'http://203.0.113.7/'; Token = 'x'; Id = 'PlexUnencryptedConnection' }
        ) {
            { Connect-PlexServer $Address -Token $Token @quick } | Should -Throw -ErrorId "$Id,*"
        }

        It 'reports <Id> for the fault <Kind>' -TestCases @(
            @{ Kind = 'html'; Id = 'PlexInvalidResponse'; Option = @{} }
            @{ Kind = 'no-content'; Id = 'PlexInvalidResponse'; Option = @{} }
            @{ Kind = 'truncate'; Id = 'PlexInvalidResponse,PlexConnectionFailed'; Option = @{} }
            @{ Kind = 'redirect'; Id = 'PlexRedirected'; Option = @{} }
            @{ Kind = 'drop'; Id = 'PlexConnectionFailed'; Option = @{} }
            @{ Kind = 'status'; Id = 'PlexRateLimited'; Option = @{ code = 429 } }
            @{ Kind = 'status'; Id = 'PlexServerUnavailable'; Option = @{ code = 503 } }
        ) {
            Add-StandInFault -Kind $Kind -Path /identity -Option $Option
            $failure = { Connect-PlexServer $server.http -Token $server.token @quick } | Should -Throw -PassThru
            $Id -split ',' | Should -Contain ($failure.FullyQualifiedErrorId -split ',')[0]
        }

        It 'ends with a timeout without a response' {
            Add-StandInFault -Kind hang -Path /identity
            $watch = [Diagnostics.Stopwatch]::StartNew()
            { Connect-PlexServer $server.http -Token $server.token -TimeoutSec 0.3 -MaximumRetryCount 0 } |
                Should -Throw -ErrorId 'PlexTimeout,*'
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        }

        It 'reports a closed port' {
            { Connect-PlexServer (Get-ClosedAddress) -Token $server.token @quick } |
                Should -Throw -ErrorId 'PlexConnectionFailed,*'
        }
    }
}
