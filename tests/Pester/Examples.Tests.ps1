BeforeDiscovery {
    $folder = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples'
    $script:scripts = Get-ChildItem -LiteralPath $folder -Filter *.ps1 |
        ForEach-Object { @{ Name = $_.Name; Script = $_.FullName } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:folder = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples'
    $script:token = ConvertTo-Secret $server.token
}

Describe '<Name>' -Tag 'Example', 'Help' -ForEach $script:scripts {
    It 'has help with a description, parameters and examples' {
        Set-StrictMode -Off
        $help = Get-Help $Script -Full
        $help.Synopsis | Should -Not -Match ([regex]::Escape($Name))
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
        foreach ($parameter in $help.parameters.parameter | Where-Object name -NotIn WhatIf, Confirm) {
            ($parameter.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) needs help"
        }
    }

    It 'declares its required modules' {
        Get-Content -LiteralPath $Script -Raw | Should -Match '(?m)^#Requires -Modules .*PlexSecurity'
    }
}

Describe 'Update-PlexTransientToken.ps1' -Tag 'Example', 'Token' {
    BeforeAll { $script:update = Join-Path $folder 'Update-PlexTransientToken.ps1' }
    BeforeEach {
        Clear-StandIn
        $script:file = Join-Path $TestDrive ([guid]::NewGuid())
        $script:log = "$file.log"
        $script:account = "$file.account"
        New-Object pscredential 'plex', $token | Export-Clixml -LiteralPath $account
    }
    AfterEach {
        $env:PLEX_URL = $null
        $env:PLEX_TOKEN = $null
    }

    It 'saves a working token, from a credential' {
        & $update -Uri $server.http -AccountPath $account -Path $file -LogPath $log
        $LASTEXITCODE | Should -Be 0
        $saved = Import-Clixml -LiteralPath $file
        (Connect-PlexServer $saved.Uri -Token $saved.Token -PassThru).TokenKind | Should -Be 'Transient'
        Disconnect-PlexServer
        Get-Content -LiteralPath $log | Should -Match 'Attic'
    }

    It 'saves a token from the environment, readable only by its user, and leaves no session' {
        $env:PLEX_URL = $server.http
        $env:PLEX_TOKEN = $server.token
        & $update -Path $file
        $LASTEXITCODE | Should -Be 0
        if ($PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows) {
            (Get-Item -LiteralPath $file).UnixMode | Should -Be '-rw-------'
        }
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'writes no token to an open file of another user: <Name>' -Tag 'Security' -TestCases @(
        @{ Name = 'the file'; Suffix = '' }
        @{ Name = 'the temporary file'; Suffix = '.new' }
    ) {
        Set-Content -LiteralPath "$file$Suffix" -Value 'planted'
        $stream = [IO.FileStream]::new("$file$Suffix", 'Open', 'Read', 'ReadWrite, Delete')
        try {
            & $update -Uri $server.http -AccountPath $account -Path $file
            $LASTEXITCODE | Should -Be 0
            [IO.StreamReader]::new($stream).ReadToEnd().Trim() | Should -Be 'planted'
        }
        finally { $stream.Dispose() }
        (Import-Clixml -LiteralPath $file | Connect-PlexServer -PassThru).TokenKind | Should -Be 'Transient'
        Disconnect-PlexServer
    }

    It 'creates the file with private permissions' -Tag 'Security' {
        if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) {
            Set-ItResult -Skipped -Because 'a file on Windows inherits the permissions of its folder'
            return
        }
        function global:chmod { throw 'Another user can already read the file.' }
        try { & $update -Uri $server.http -AccountPath $account -Path $file }
        finally { Remove-Item function:chmod }
        $LASTEXITCODE | Should -Be 0
        (Get-Item -LiteralPath $file).UnixMode | Should -Be '-rw-------'
        @(Get-ChildItem -Path "$file*.new") | Should -BeNullOrEmpty
    }

    It 'keeps the old token, exits with 1 and shows no token if the server refuses the request' -Tag 'Security' {
        & $update -Uri $server.http -AccountPath $account -Path $file
        $before = Get-Content -LiteralPath $file -Raw
        Add-StandInFault -Kind status -Path /security/token -Option @{ code = 403 }
        $output = & $update -Uri $server.http -AccountPath $account -Path $file -LogPath $log *>&1 | Out-String
        $LASTEXITCODE | Should -Be 1
        Get-Content -LiteralPath $file -Raw | Should -Be $before
        $output | Should -Match '403'
        Get-Content -LiteralPath $log | Should -Match 'Failed: .*403'
        Find-Token ($output + (Get-Content -LiteralPath $log -Raw)) | Should -BeNullOrEmpty
    }
}

Describe 'Connect-PlexServerFromVault.ps1' -Tag 'Example', 'Session' {
    BeforeAll {
        # A vault module with one secret. Its name is the name of the required module.
        $name = 'Microsoft.PowerShell.SecretManagement'
        $vault = Join-Path $TestDrive $name
        $null = New-Item -ItemType Directory -Path $vault
        $code = @(
            'function Get-Secret { [CmdletBinding()] param([string] $Name, [string] $Vault)'
            'if ($Name -ne "Plex" -or ($Vault -and $Vault -ne "Home")) { Write-Error "There is no secret $Name."; return }'
            '(Import-Clixml (Join-Path $PSScriptRoot "secret.xml")) }'
        )
        Set-Content -LiteralPath (Join-Path $vault "$name.psm1") -Value $code
        $token | Export-Clixml -LiteralPath (Join-Path $vault 'secret.xml')
        $script:modulePath = $env:PSModulePath
        $env:PSModulePath = $TestDrive.ToString() + [IO.Path]::PathSeparator + $modulePath
        Remove-Module $name -ErrorAction SilentlyContinue
        $script:connect = Join-Path $folder 'Connect-PlexServerFromVault.ps1'
    }
    AfterAll {
        $env:PSModulePath = $modulePath
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction SilentlyContinue
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'connects with the secret and keeps only a temporary token' {
        (& $connect -Uri $server.http).TokenKind | Should -Be 'Transient'
        (& $connect -Uri $server.http -Name Plex -Vault Home).IsConnected | Should -BeTrue
        @(Get-PlexServerSession).Count | Should -Be 2
    }

    It 'stops without the secret' {
        { & $connect -Uri $server.http -Name Other } | Should -Throw '*no secret*'
        Get-PlexServerSession | Should -BeNullOrEmpty
    }
}

Describe 'Get-PlexServerOverview.ps1' -Tag 'Example', 'Session' {
    It 'queries all servers and returns an error as a row' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'it requires ForEach-Object -Parallel of PowerShell 7'
            return
        }
        Clear-StandIn
        $closed = Get-ClosedAddress
        $servers = @(
            [pscustomobject]@{ Uri = $server.http; CertificateThumbprint = '' }
            [pscustomobject]@{ Uri = $closed; CertificateThumbprint = '' }
            [pscustomobject]@{ Uri = $server.https; CertificateThumbprint = $server.certificateThumbprint }
        )
        $rows = $servers | & (Join-Path $folder 'Get-PlexServerOverview.ps1') -Token $token |
            Sort-Object { $servers.Uri.IndexOf($_.Uri) }
        $rows.Uri | Should -Be $servers.Uri
        $rows.Name | Should -Be @('Attic', $null, 'Attic')
        $rows.Sources | Should -Be @(3, 0, 3)
        $rows[0].Error | Should -BeNullOrEmpty
        $rows[1].Error | Should -Match 'refused'
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'sends no request with -WhatIf' -Tag 'Security' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'it requires ForEach-Object -Parallel of PowerShell 7'
            return
        }
        Clear-StandIn
        $server.http | & (Join-Path $folder 'Get-PlexServerOverview.ps1') -Token $token -WhatIf | Should -BeNullOrEmpty
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'sends the token only to the server of its row' -Tag 'Security' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'it requires ForEach-Object -Parallel of PowerShell 7'
            return
        }
        Clear-StandIn
        $rows = "Uri,MachineIdentifier`n$($server.http),$($server.machineIdentifier)`n$($server.http),another" | ConvertFrom-Csv |
            & (Join-Path $folder 'Get-PlexServerOverview.ps1') -Token $token -ThrottleLimit 1
        $rows.Name | Should -Be @('Attic', $null)
        $rows[1].Error | Should -Match 'not the expected server'
    }
}

Describe 'Get-UnreachablePlexConnection.ps1' -Tag 'Example', 'Source' {
    BeforeAll { $script:report = Join-Path $folder 'Get-UnreachablePlexConnection.ps1' }
    BeforeEach {
        Clear-StandIn
        Connect-PlexServer $server.http -Token $server.token
    }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'returns the unreachable addresses with their reasons' {
        $rows = @(& $report)
        $rows | Should -HaveCount 1
        $rows[0].Uri | Should -Be $server.https
        $rows[0].Status | Should -Be 'CertificateRejected'
        $rows[0].Message | Should -Not -BeNullOrEmpty
    }

    It 'accepts sources from the pipeline and writes a file' {
        $file = Join-Path $TestDrive 'report.csv'
        $rows = Get-PlexSource | Where-Object Kind -EQ Server | & $report -Path $file
        $read = Import-Csv -LiteralPath $file
        $read.Uri | Should -Be $rows.Uri
        $read.Status | Should -Be 'CertificateRejected'
    }

    It 'escapes names that a spreadsheet would treat as formulas' {
        Add-StandInFault -Kind garbage -Path /security/resources -Option @{
            body = '{"MediaContainer":{"Device":{"name":"=HYPERLINK(1)","clientIdentifier":"den","accessToken":"transient-den",' +
            '"Connection":[{"protocol":"http","address":"127.0.0.1","port":1,"uri":"http://127.0.0.1:1","local":true}]}}}'
        }
        $file = Join-Path $TestDrive 'formula.csv'
        $rows = & $report 'server://den' -Path $file
        $rows.Name | Should -Be '=HYPERLINK(1)'
        (Import-Csv -LiteralPath $file).Name | Should -Be "'=HYPERLINK(1)"
    }

    It 'is an error without a session' {
        Get-PlexServerSession | Disconnect-PlexServer
        { & $report } | Should -Throw -ErrorId 'PlexNotConnected,*'
    }
}
