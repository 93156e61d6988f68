# Prints the milliseconds of testing the addresses of 200 sources, each with five dead and five good addresses.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE
Connect-PlexServer -FromEnvironment -MaximumRetryCount 0
$connection = Get-PlexSourceConnection server://half
$null = Test-PlexSourceConnection $connection -TimeoutSec 0.25

$clock = [Diagnostics.Stopwatch]::StartNew()
$results = 1..200 | ForEach-Object { $connection } |
    Test-PlexSourceConnection -ThrottleLimit 64 -TimeoutSec 0.25
"time $($clock.Elapsed.TotalMilliseconds)"
foreach ($status in 'Reachable', 'TimedOut') {
    $count = @($results.Status -eq $status).Count
    if ($count -ne 1000) { throw "$count addresses are $status." }
}
