# The HTML file of examples/Get-PlexSecurityReport.ps1: what it replaces, who can read it, and the errors.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Report.psm1')
    $script:server = Get-StandInServer
    $script:report = Get-ReportScript
    $script:isUnix = $PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows
}

Describe 'The file of Get-PlexSecurityReport.ps1' -Tag 'Example', 'Security' {
    BeforeEach {
        Clear-StandIn
        Connect-PlexServer $server.http -Token $server.token -WarningAction Ignore
        $script:folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory -Path $folder
        $script:file = Join-Path $folder 'report.html'
    }
    AfterEach {
        Get-PlexServerSession | Disconnect-PlexServer
        Clear-StandIn
    }

    It 'replaces a file in the current folder' {
        Set-Content -LiteralPath $file -Value 'old'
        Push-Location $folder
        try { $null = & $report -AsHtml report.html } finally { Pop-Location }
        $null = Read-ReportPage $file
        (Get-ChildItem -LiteralPath $folder).Name | Should -Be 'report.html'
    }

    It 'replaces a link to a file, and leaves the file' {
        if (-not $isUnix) { Set-ItResult -Skipped -Because 'links require privileges on Windows'; return }
        $target = Join-Path $folder 'target'
        Set-Content -LiteralPath $target -Value 'old'
        $null = New-Item -ItemType SymbolicLink -Path $file -Target $target
        $null = & $report -AsHtml $file
        (Get-Item -LiteralPath $file).LinkType | Should -BeNullOrEmpty
        Get-Content -LiteralPath $target | Should -Be 'old'
    }

    It 'does not replace <Name>, and sends no request' -TestCases @(
        @{ Name = 'a folder'; Command = 'mkdir'; Argument = @() }
        @{ Name = 'a pipe'; Command = 'mkfifo'; Argument = @() }
        @{ Name = 'a link to a device'; Command = 'ln'; Argument = @('-s', '/dev/null') }
        @{ Name = 'a link to a folder'; Command = 'ln'; Argument = @('-s', '/dev') }
    ) {
        if (-not $isUnix) { Set-ItResult -Skipped -Because 'the commands are for Linux and macOS'; return }
        & (Get-Command $Command -CommandType Application | Select-Object -First 1) @Argument $file
        $before = (Get-Item -LiteralPath $file).UnixStat.Inode
        $env:PLEX_URL = $server.http
        $env:PLEX_TOKEN = $server.token
        Clear-StandIn
        try { { & $report -FromEnvironment -AsHtml $file } | Should -Throw '*is not a regular file.' }
        finally { $env:PLEX_URL = $env:PLEX_TOKEN = $null }
        $LASTEXITCODE | Should -Be 1
        (Get-Item -LiteralPath $file).UnixStat.Inode | Should -Be $before
        Get-StandInRequest | Should -BeNullOrEmpty
    }

    It 'does not replace a folder on any system' {
        { & $report -AsHtml $folder } | Should -Throw '*is not a regular file.'
        Get-ChildItem -LiteralPath $folder | Should -BeNullOrEmpty
    }

    It 'writes no file for the path <_>' -TestCases 'Env:PlexReport', 'Variable:PlexReport', '' {
        $written = Join-Path ([Environment]::CurrentDirectory) 'PlexReport'
        try {
            { & $report -AsHtml $_ } | Should -Throw '*path*'
            $LASTEXITCODE | Should -Be 1
            Test-Path -LiteralPath $written | Should -BeFalse
        }
        finally { Remove-Item -LiteralPath $written -ErrorAction Ignore }
    }

    It 'creates a file that only its user can read, also when it replaces another one' {
        if (-not $isUnix) { Set-ItResult -Skipped -Because 'a file on Windows inherits the permissions of its folder'; return }
        $null = & $report -AsHtml $file
        (Get-Item -LiteralPath $file).UnixMode | Should -Be '-rw-------'
        [IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite, GroupRead, OtherRead')
        $null = & $report -AsHtml $file
        (Get-Item -LiteralPath $file).UnixMode | Should -Be '-rw-------'
    }

    It 'accepts a long name' {
        if (-not $isUnix) { Set-ItResult -Skipped -Because 'the length of the whole path is limited on Windows'; return }
        $long = Join-Path $folder ('a' * 240 + '.html')
        $null = & $report -AsHtml $long
        $null = Read-ReportPage $long
    }

    It 'returns the findings, the reason and exit code 1 if <Name>' -TestCases @(
        @{ Name = 'the folder does not exist'; Path = 'none/report.html'; Reason = 'not find a part of the path .*none' }
        @{ Name = 'the name is too long'; Path = 'a' * 300 + '.html'; Reason = 'too long|name, .* incorrect|not find' }
    ) {
        $path = Join-Path $folder $Path
        $findings = @(& $report -AsHtml $path -ErrorAction SilentlyContinue -ErrorVariable failures)
        $LASTEXITCODE | Should -Be 1
        $findings.Check | Should -Be 'Version', 'Address', 'Token'
        "$($failures[-1])" | Should -Match "^The report was not written to '.*'\. .*($Reason)"
        "$($failures[-1])" | Should -Not -Match 'Exception calling'
        Get-ChildItem -LiteralPath $folder | Should -BeNullOrEmpty
        { & $report -AsHtml $path -ErrorAction Stop } | Should -Throw '*was not written*'
        $LASTEXITCODE | Should -Be 1
    }
}
