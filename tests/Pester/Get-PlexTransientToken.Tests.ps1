BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
}

Describe 'Get-PlexTransientToken' -Tag 'Token' {
    BeforeEach {
        Clear-StandIn
        Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0
        Clear-StandIn
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'returns a valid token as a SecureString' {
        $token = Get-PlexTransientToken
        $token.Token | Should -BeOfType securestring
        $token.Token | ConvertTo-Text | Should -BeLike 'transient-*'
        $other = Connect-PlexServer $server.http -Token $token.Token -PassThru
        $other.TokenKind | Should -Be 'Transient'
    }

    It 'returns the server and the latest expiry of the token' {
        $token = Get-PlexTransientToken
        $token.Server | Should -Be 'Attic'
        $token.Uri | Should -Be $server.http
        $token.MachineIdentifier | Should -Be $server.machineIdentifier
        $token.Type | Should -Be 'Delegation'
        $token.Scope | Should -Be 'All'
        ($token.ExpiresAt - $token.IssuedAt).TotalHours | Should -Be 48
        $token.IsExpired | Should -BeFalse
    }

    It 'sends one POST with the type and the scope' {
        $null = Get-PlexTransientToken -Type Delegation -Scope All
        $request = @(Get-StandInRequest)
        $request.Count | Should -Be 1
        $request[0].method | Should -Be 'POST'
        $request[0].rawTarget | Should -Be '/security/token?type=delegation&scope=all'
    }

    It 'returns a string with -AsPlainText' {
        $text = Get-PlexTransientToken -AsPlainText
        $text | Should -BeOfType string
        $text | Should -BeLike 'transient-*'
    }

    It 'returns a new token each time' {
        $first = Get-PlexTransientToken -AsPlainText
        Get-PlexTransientToken -AsPlainText | Should -Not -Be $first
    }

    It 'returns one token per session, in order' {
        $pin = $server.certificateThumbprint
        $secure = Connect-PlexServer $server.https -Token $server.token -CertificateThumbprint $pin -PassThru
        $default = Connect-PlexServer $server.http -Token $server.token -PassThru
        (Get-PlexTransientToken -Session $secure, $default).Uri | Should -Be @($secure.Uri, $default.Uri)
        ($default, $secure | Get-PlexTransientToken).Uri | Should -Be @($default.Uri, $secure.Uri)
    }

    It 'refuses another type or scope before any request' {
        { Get-PlexTransientToken -Type Permanent } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        { Get-PlexTransientToken -Scope Library } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'is an error with a transient token' {
        Connect-PlexServer $server.http -Token $server.token -Transient
        $failure = { Get-PlexTransientToken -ErrorAction Stop } | Should -Throw -ErrorId 'PlexForbidden,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'account token'
    }

    It 'is an error for a transient session after a restart of the server' {
        Connect-PlexServer $server.http -Token $server.token -Transient
        Invoke-StandInRestart
        $failure = { Get-PlexTransientToken -ErrorAction Stop } | Should -Throw -ErrorId 'PlexUnauthorized,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'restart'
    }

    It 'is an error if the response has no token' {
        Add-StandInFault -Kind garbage -Path /security/token -Option @{ body = '{"MediaContainer":{"size":0}}' }
        { Get-PlexTransientToken -ErrorAction Stop } | Should -Throw -ErrorId 'PlexInvalidResponse,*'
    }

    It 'fails for one session and continues with the next' {
        $invalid = Connect-PlexServer $server.http -Token $server.token -Transient -PassThru
        $valid = Connect-PlexServer $server.http -Token $server.token -PassThru
        Invoke-StandInRestart
        $tokens = @($invalid, $valid | Get-PlexTransientToken -ErrorAction SilentlyContinue -ErrorVariable failures)
        $tokens.Count | Should -Be 1
        $tokens[0].Token | ConvertTo-Text | Should -BeLike 'transient-*'
        $failures.FullyQualifiedErrorId | Should -BeLike 'PlexUnauthorized,*'
        $failures[0].TargetObject | Should -Be "$invalid"
    }

    It 'is an error without a session' {
        Get-PlexServerSession | Disconnect-PlexServer
        $failure = { Get-PlexTransientToken } | Should -Throw -ErrorId 'PlexNotConnected,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-PlexServer'
    }
}
