# Prints the milliseconds of -Best for a source with one good address and for one that also has dead addresses, alternately.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE
Connect-PlexServer -FromEnvironment -MaximumRetryCount 0
for ($round = 0; $round -lt 4; $round++) {
    foreach ($name in 'good', 'mixed') {
        $source = Get-PlexSourceConnection "server://$name"
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $best = @(Test-PlexSourceConnection $source -Best)
        $time = $clock.Elapsed.TotalMilliseconds
        if ($best.Count -ne 1) { throw 'There is no best address.' }
        # First calls do not count.
        if ($round -gt 0) { "$name $time" }
    }
}
