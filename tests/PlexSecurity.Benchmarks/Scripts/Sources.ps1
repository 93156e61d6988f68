# Prints the milliseconds until the first and the last of 1,000 sources, and those of Parallel.ForEachAsync over a bare HttpClient.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE, $env:BARE_MODULE
Connect-PlexServer -FromEnvironment -MaximumRetryCount 0

function Measure-Sources([int] $count) {
    $script:received = 0
    $clock = [Diagnostics.Stopwatch]::StartNew()
    1..$count | ForEach-Object { "server://slow$_" } | Get-PlexSourceConnection -ThrottleLimit 8 | ForEach-Object {
        if (++$script:received -eq 1) { "first $($clock.Elapsed.TotalMilliseconds)" }
    }
    "all $($clock.Elapsed.TotalMilliseconds)"
    if ($received -ne $count) { throw "$received of $count sources." }

    $clock.Restart()
    Invoke-BareSources $env:PLEX_URL $env:PLEX_TOKEN -Count $count -ThrottleLimit 8
    "bare $($clock.Elapsed.TotalMilliseconds)"
}

# First calls are not counted.
$null = Measure-Sources 20
Measure-Sources 1000
