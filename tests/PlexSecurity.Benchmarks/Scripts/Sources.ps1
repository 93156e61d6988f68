# Prints the milliseconds until the first and the last of 1,000 sources, and those of a bare HttpClient for all of them.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE, $env:BARE_MODULE
Connect-PlexServer -FromEnvironment -MaximumRetryCount 0

# The first calls do not count.
$null = 'server://slow' | Get-PlexSourceConnection
Invoke-BareSources $env:PLEX_URL $env:PLEX_TOKEN -Count 20 -ThrottleLimit 8

for ($round = 0; $round -lt 3; $round++) {
    $received = 0
    $clock = [Diagnostics.Stopwatch]::StartNew()
    1..1000 | ForEach-Object { "server://slow$_" } | Get-PlexSourceConnection -ThrottleLimit 8 | ForEach-Object {
        if (++$received -eq 1) { "first $($clock.Elapsed.TotalMilliseconds)" }
    }
    "all $($clock.Elapsed.TotalMilliseconds)"
    if ($received -ne 1000) { throw "$received of 1000 sources." }

    $clock.Restart()
    Invoke-BareSources $env:PLEX_URL $env:PLEX_TOKEN -Count 1000 -ThrottleLimit 8
    "bare $($clock.Elapsed.TotalMilliseconds)"
}
