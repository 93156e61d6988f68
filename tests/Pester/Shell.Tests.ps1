BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    $script:manifest = Join-Path (Get-Module PlexSecurity).ModuleBase 'PlexSecurity.psd1'
    $script:plex = @{ PLEX_URL = $server.http; PLEX_TOKEN = $server.token }
}

Describe 'A job' -Tag 'Job' {
    BeforeEach { Clear-StandIn }
    AfterEach { Get-PlexServerSession | Disconnect-PlexServer }

    It 'of Start-Job connects and returns its results' {
        $token = ConvertTo-Secret $server.token
        $job = Start-Job {
            Import-Module $using:manifest
            Connect-PlexServer $using:server.http -Token $using:token
            Get-PlexSourceConnection $using:server.source
        }
        $connection = $job | Receive-Job -Wait -AutoRemoveJob
        $connection.Source | Should -Be $server.source
        $connection.PSObject.TypeNames | Should -Contain 'Deserialized.PlexSecurity.PlexSourceConnection'
        Get-PlexServerSession | Should -BeNullOrEmpty
    }

    It 'of Start-ThreadJob accepts an open session' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no Start-ThreadJob'
            return
        }
        $session = Connect-PlexServer $server.http -Token $server.token -PassThru
        $job = Start-ThreadJob { Import-Module $using:manifest; Get-PlexTransientToken -Session $using:session }
        ($job | Receive-Job -Wait -AutoRemoveJob).Server | Should -Be 'Attic'
        Get-PlexServerSession | Should -Be $session
    }

    It 'in a runspace has its own sessions and accepts a session as a parameter' {
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
        $output = Invoke-Shell -Environment ($plex + @{ MANIFEST = $manifest }) -Script {
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module $env:MANIFEST
            Connect-PlexServer -FromEnvironment
            "mode $($ExecutionContext.SessionState.LanguageMode)"
            "token of $((Get-PlexTransientToken).Server)"
            "sources $(@(Get-PlexSource).Count)"
            Get-PlexTransientToken | Format-Table | Out-String
            try { [System.IO.Path]::GetTempFileName() } catch { "refused: $($_.FullyQualifiedErrorId)" }
        }
        $output | Should -Contain 'mode ConstrainedLanguage'
        $output | Should -Contain 'token of Attic'
        $output | Should -Contain 'sources 3'
        # Computed columns are empty in constrained language, because a view may not call methods.
        $output -match '^Attic .*Delegation' | Should -Not -BeNullOrEmpty
        $output | Should -Contain 'refused: MethodInvocationNotSupportedInConstrainedLanguage'
    }

    It 'ends immediately on Ctrl+C while it waits for a response' {
        if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) {
            Set-ItResult -Skipped -Because 'Windows cannot send a signal to a single process'
            return
        }
        Add-StandInFault -Kind hang -Path /security/token -Times always
        $file = Join-Path $TestDrive 'wait.ps1'
        Set-Content -LiteralPath $file -Value {
            Import-Module $env:MANIFEST
            Connect-PlexServer -FromEnvironment
            try { Get-PlexTransientToken -Session (Get-PlexServerSession) } finally { [Console]::WriteLine('ended') }
            [Console]::WriteLine('continued')
        }
        $start = [System.Diagnostics.ProcessStartInfo]::new((Join-Path $PSHOME 'pwsh'))
        foreach ($argument in '-NoProfile', '-NonInteractive', '-File', $file) { $start.ArgumentList.Add($argument) }
        foreach ($name in $plex.Keys) { $start.Environment[$name] = $plex[$name] }
        $start.Environment['MANIFEST'] = $manifest
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while (-not (Get-StandInRequest -Path /security/token) -and [datetime]::UtcNow -lt $deadline) {
                Start-Sleep -Milliseconds 100
            }
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

    It 'imports only required assemblies and writes no file before the first call' {
        $folder = Join-Path $TestDrive 'configuration'
        $variables = $plex + @{
            MANIFEST = $manifest; XDG_CONFIG_HOME = $folder; APPDATA = $folder; PLEX_CLIENT_IDENTIFIER = $null
        }
        $output = Invoke-Shell -Environment $variables -Script {
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
        $import = $output -match '^import (?!wrote)'
        $import | Should -Match 'PlexSecurity PlexSecurity\.Core|PlexSecurity\.Core PlexSecurity'
        $import | Should -Not -Match 'System\.(Net|Text\.Json|IO\.Compression)'
        $output | Should -Contain 'import wrote False'
        if ($PSVersionTable.PSVersion.Major -ge 6) {
            $output -match '^call (?!wrote)' | Should -Match 'System\.Net\.Http'
            $output -match '^call (?!wrote)' | Should -Not -Match 'System\.(IO\.Compression|Net\.WebProxy)'
            $output | Should -Contain 'call wrote True'
        }
    }
}
