Describe 'A file' {
    It 'waits' {
        [Console]::Out.WriteLine("waiting in $env:TMPDIR")
        Start-Sleep -Seconds 120
    }
}
