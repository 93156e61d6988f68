Describe 'The environment of a run' {
    It 'has no profile' {
        [Environment]::GetCommandLineArgs() | Should -Contain '-NoProfile'
        foreach ($file in $PROFILE.PSObject.Properties.Value | Where-Object { $_ -like "$HOME*" }) { $file | Should -Not -Exist }
        Get-Variable FromProfile -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'has no variables and modules of the user' {
        $env:PLEX_URL, $env:PLEX_TOKEN, $env:HOSTILE | Should -Be @($null, $null, $null)
        $env:PSModulePath | Should -Not -Match 'hostile'
        $env:HTTP_PROXY | Should -BeNullOrEmpty
        $WhatIfPreference | Should -BeFalse
    }

    It 'keeps its temporary files in one folder' {
        [IO.Path]::GetTempPath() | Should -BeLike "$(Split-Path (Get-PSDrive TestDrive).Root)*"
        [IO.Path]::GetTempPath() | Should -Match 'PlexSecurity-pester-'
    }
}
