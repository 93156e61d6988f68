BeforeDiscovery {
    $script:types = @(
        'PlexServerSession', 'PlexTransientToken', 'PlexSource', 'PlexSourceConnection', 'PlexConnection', 'PlexConnectionTest'
    ) | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    Clear-StandIn
    $script:session = Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0 -PassThru
    $source = Get-PlexSourceConnection $server.machineIdentifier
    $script:samples = @{
        PlexServerSession    = @(Get-PlexServerSession) + @(
            $source | Connect-PlexServer -CertificateThumbprint $server.certificateThumbprint -PassThru
        )
        PlexTransientToken   = @(Get-PlexTransientToken -Session $session)
        PlexSource           = @(Get-PlexSource)
        PlexSourceConnection = @($source) + @(Get-PlexSourceConnection $server.source)
        PlexConnection       = @((Get-PlexSourceConnection $server.source).Connections)
        PlexConnectionTest   = @($source | Test-PlexSourceConnection)
    }
}

AfterAll { Get-PlexServerSession | Disconnect-PlexServer }

Describe '<Type>' -Tag 'Format' -ForEach $script:types {
    BeforeAll { $script:sample = $samples[$Type] }

    It 'has the expected type' {
        $sample.Count | Should -BeGreaterThan 0
        foreach ($object in $sample) { $object.PSObject.TypeNames[0] | Should -Be "PlexSecurity.$Type" }
    }

    It 'has a default table that fits <_> columns, with one line per object' -ForEach 80, 120 {
        $width = $_
        $lines = @(($sample | Out-String -Width $width) -split '\r?\n' | Where-Object { $_.Trim() })
        foreach ($line in $lines) { $line.Length | Should -BeLessOrEqual $width }
        # The headings are above the line of hyphens. Each line below it is an object.
        $hyphens = $lines | Where-Object { $_ -match '^-[- ]+$' } | Select-Object -First 1
        $hyphens | Should -Not -BeNullOrEmpty
        $lines.Count - 1 - $lines.IndexOf($hyphens) | Should -Be $sample.Count
    }

    It 'has the same table in color, at <_> columns' -ForEach 80, 120 {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no $PSStyle'
            return
        }
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'PlainText'
            $plain = $sample | Out-String -Width $_
            $PSStyle.OutputRendering = 'Ansi'
            $colored = $sample | Out-String -Width $_
        }
        finally {
            $PSStyle.OutputRendering = $before
        }
        $plain | Should -Not -Match "`e"
        $colored | Should -Match "`e\["
        # Spaces at the end of a line may or may not be colored.
        ($colored -replace "`e\[[\d;]*m" -replace '(?m) +\r?$') | Should -Be ($plain -replace '(?m) +\r?$')
    }

    It 'has a list with a line for every property' {
        $list = $sample[0] | Format-List | Out-String -Width 200
        foreach ($property in $sample[0].PSObject.Properties.Name) { $list | Should -Match "(?m)^$property +:" }
    }

    It 'shows no token in any format' -Tag 'Security' {
        $texts = @(
            $sample | Out-String -Width 200
            $sample | Format-List | Out-String -Width 200
            $sample | Format-List * -Force | Out-String -Width 200
            $sample | Format-Custom * -Depth 3 | Out-String -Width 200
            $sample | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
            $sample | ConvertTo-Csv
            $sample | Get-Member | Out-String
            foreach ($object in $sample) { "$object" }
        ) -join "`n"
        $texts.Length | Should -BeGreaterThan 100
        Find-Token $texts | Should -BeNullOrEmpty
    }

    It 'has errors for the fault <Kind> that contain no token in a file' -TestCases @(
        @{ Kind = 'status' }
        @{ Kind = 'drop' }
    ) {
        $source = Get-PlexSourceConnection $server.machineIdentifier -Session $session
        $Error.Clear()
        Add-StandInFault -Kind $Kind -Path /security/token -Option @{ code = 403 }
        Add-StandInFault -Kind $Kind -Path /identity -Times always -Option @{ code = 403 }
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        Get-PlexTransientToken -Session $session @quiet
        $source | Test-PlexSourceConnection -Best @quiet
        try { $source | Connect-PlexServer -MaximumRetryCount 0 @quiet } catch { Write-Verbose "$_" }
        Clear-StandIn
        $Error.Count | Should -BeGreaterOrEqual 3
        foreach ($record in $Error) { $record.TargetObject | Should -BeOfType [string] }

        $file = Join-Path $TestDrive 'errors.xml'
        $Error | Export-Clixml -LiteralPath $file -Depth 3
        $written = @(
            Get-Content -LiteralPath $file -Raw
            $Error | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
            if (Get-Command Get-Error -ErrorAction SilentlyContinue) { Get-Error -Newest 9 | Out-String -Width 200 }
        ) -join "`n"
        $written | Should -Match 'PlexForbidden|PlexConnectionFailed'
        Find-Token $written | Should -BeNullOrEmpty
    }
}

Describe 'An error' -Tag 'Format', 'Security' {
    It 'of the fault <Kind> shows no token' -TestCases @(
        @{ Kind = 'status'; Option = @{ code = 500 } }
        @{ Kind = 'echo'; Option = @{} }
        @{ Kind = 'garbage'; Option = @{ body = '{"MediaContainer":' } }
        @{ Kind = 'drop'; Option = @{} }
        @{ Kind = 'redirect'; Option = @{} }
    ) {
        $Error.Clear()
        Add-StandInFault -Kind $Kind -Path /security/token -Option $Option
        Add-StandInFault -Kind $Kind -Path /security/resources -Option $Option
        $streams = & {
            $ErrorActionPreference = 'Continue'
            Get-PlexTransientToken -Session $session -Verbose -Debug
            Get-PlexSourceConnection $server.source -Session $session -Verbose -Debug
            try { Connect-PlexServer $server.http -Token "$($server.token)x" -Verbose -Debug } catch { $_ }
        } *>&1 | Out-String -Width 200
        $streams | Should -Match 'POST'
        $Error.Count | Should -BeGreaterThan 2
        $texts = @(
            $streams
            $Error | Out-String -Width 200
            $Error | Format-List * -Force | Out-String -Width 200
            foreach ($record in $Error) {
                "$record"; "$($record.Exception)"; "$($record.TargetObject)"; "$($record.Exception.InnerException)"
            }
        ) -join "`n"
        Find-Token $texts | Should -BeNullOrEmpty
    }
}

Describe 'Find-Token' -Tag 'Security' {
    It 'finds a token in text' {
        $token = Get-PlexTransientToken -AsPlainText -Session $session
        foreach ($secret in $server.token, $server.sharedToken, $token) { Find-Token "a $secret b" | Should -Be $secret }
        $hex = [BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($token)) -replace '-'
        Find-Token "a $($hex.ToLowerInvariant()) b" | Should -Be $hex
    }
}
