BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:manifest = Join-Path (Get-Module PlexSecurity).ModuleBase 'PlexSecurity.psd1'
    $script:plex = @{ PLEX_URL = $server.http; PLEX_TOKEN = $server.token }
}

Describe 'A job' -Tag 'Job' {
    BeforeEach { Clear-StandIn }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'of Start-Job connects by itself, and gives what it found' {
        $token = ConvertTo-Secret $server.token
        $job = Start-Job {
            Import-Module $using:manifest
            Connect-PlexServer $using:server.http -Token $using:token
            Get-PlexSourceConnection $using:server.source
        }
        $found = $job | Receive-Job -Wait -AutoRemoveJob
        $found.Source | Should -Be $server.source
        $found.PSObject.TypeNames | Should -Contain 'Deserialized.PlexSecurity.PlexSourceConnection'
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'of Start-ThreadJob takes a session that is open' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no Start-ThreadJob'
            return
        }
        $session = Connect-PlexServer $server.http -Token $server.token -PassThru
        $job = Start-ThreadJob { Import-Module $using:manifest; Get-PlexTransientToken -Session $using:session }
        ($job | Receive-Job -Wait -AutoRemoveJob).Server | Should -Be 'Attic'
        Get-PlexServerSession | Should -Be $session
    }

    It 'in a runspace has sessions of its own, and takes one that it is given' {
        $session = Connect-PlexServer $server.http -Token $server.token -PassThru
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($Manifest, $Session)
                    Import-Module $Manifest
                    @(Get-PlexServerSession).Count
                    Invoke-Command { (Get-PlexTransientToken -Session $Session).Server }
                }).AddArgument($manifest).AddArgument($session)
            $shell.Invoke() | Should -Be @(0, 'Attic')
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'A new process' -Tag 'Process' {
    BeforeEach { Clear-StandIn }

    It 'writes no token to a transcript' -Tag 'Security' {
        $file = Join-Path $TestDrive 'transcript.txt'
        $null = Invoke-Shell -Environment ($plex + @{ TRANSCRIPT = $file; MANIFEST = $manifest }) -Script {
            $null = Start-Transcript -LiteralPath $env:TRANSCRIPT
            Import-Module $env:MANIFEST
            Connect-PlexServer -FromEnvironment -PassThru -Verbose
            Get-PlexTransientToken -Verbose
            Get-PlexSource | Get-PlexSourceConnection -Verbose | Format-List *
            Get-PlexSourceConnection server://unknown -Verbose
            $null = Stop-Transcript
        }
        $text = Get-Content -LiteralPath $file -Raw
        $text | Should -Match 'Attic'
        $text | Should -Match 'POST .*/security/token'
        $text | Should -Match '404'
        Find-Token $text | Should -BeNullOrEmpty
    }

    It 'does the main job in constrained language' {
        $said = Invoke-Shell -Environment ($plex + @{ MANIFEST = $manifest }) -Script {
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module $env:MANIFEST
            Connect-PlexServer -FromEnvironment
            "mode $($ExecutionContext.SessionState.LanguageMode)"
            "token of $((Get-PlexTransientToken).Server)"
            "sources $(@(Get-PlexSource).Count)"
            Get-PlexTransientToken | Format-Table | Out-String
            try { [System.IO.Path]::GetTempFileName() } catch { "refused: $($_.FullyQualifiedErrorId)" }
        }
        $said | Should -Contain 'mode ConstrainedLanguage'
        $said | Should -Contain 'token of Attic'
        $said | Should -Contain 'sources 3'
        # The computed columns stay empty there, since a view may call no method; the others are whole.
        $said -match '^Attic .*Delegation' | Should -Not -BeNullOrEmpty
        $said | Should -Contain 'refused: MethodInvocationNotSupportedInConstrainedLanguage'
    }

    It 'that is sent Ctrl+C ends at once, though it waits for a response' {
        if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) {
            Set-ItResult -Skipped -Because 'Windows has no signals to send to one process'
            return
        }
        Add-StandInFault -Kind hang -Path /security/token -Times always
        $file = Join-Path $TestDrive 'wait.ps1'
        Set-Content -LiteralPath $file -Value {
            Import-Module $env:MANIFEST
            Connect-PlexServer -FromEnvironment
            try { Get-PlexTransientToken -Session (Get-PlexServerSession) } finally { [Console]::WriteLine('ended') }
            [Console]::WriteLine('went on')
        }
        $start = [System.Diagnostics.ProcessStartInfo]::new((Join-Path $PSHOME 'pwsh'))
        foreach ($argument in '-NoProfile', '-NonInteractive', '-File', $file) { $start.ArgumentList.Add($argument) }
        foreach ($name in $plex.Keys) { $start.Environment[$name] = $plex[$name] }
        $start.Environment['MANIFEST'] = $manifest
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while (-not (Get-StandInRequest -Path /security/token) -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 100 }
            Get-StandInRequest -Path /security/token | Should -Not -BeNullOrEmpty
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            & kill -INT $process.Id
            $process.WaitForExit(20000) | Should -BeTrue
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
            $process.StandardOutput.ReadToEnd().Trim() | Should -Be 'ended'
        }
        finally {
            if (-not $process.HasExited) { $process.Kill($true) }
            Clear-StandIn
        }
    }

    It 'imports the module without what only a call needs, and opens and writes nothing by that' {
        $folder = Join-Path $TestDrive 'configuration'
        $variables = $plex + @{ MANIFEST = $manifest; XDG_CONFIG_HOME = $folder; APPDATA = $folder; PLEX_CLIENT_IDENTIFIER = $null }
        $said = Invoke-Shell -Environment $variables -Script {
            function Get-Loaded { [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } }
            $before = @(Get-Loaded)
            Import-Module $env:MANIFEST
            $imported = @(Get-Loaded)
            'import {0}' -f (($imported | Where-Object { $_ -notin $before } | Sort-Object) -join ' ')
            'import wrote {0}' -f (Test-Path (Join-Path $env:XDG_CONFIG_HOME 'PlexSecurity'))
            Connect-PlexServer -FromEnvironment
            'call {0}' -f ((Get-Loaded | Where-Object { $_ -notin $imported } | Sort-Object) -join ' ')
            'call wrote {0}' -f (Test-Path (Join-Path $env:XDG_CONFIG_HOME 'PlexSecurity'))
        }
        $import = $said -match '^import (?!wrote)'
        $import | Should -Match 'PlexSecurity PlexSecurity\.Core|PlexSecurity\.Core PlexSecurity'
        $import | Should -Not -Match 'System\.(Net|Text\.Json|IO\.Compression)'
        $said | Should -Contain 'import wrote False'
        if ($PSVersionTable.PSVersion.Major -ge 6) {
            $said -match '^call (?!wrote)' | Should -Match 'System\.Net\.Http'
            $said -match '^call (?!wrote)' | Should -Not -Match 'System\.(IO\.Compression|Net\.WebProxy)'
            $said | Should -Contain 'call wrote True'
        }
    }
}
