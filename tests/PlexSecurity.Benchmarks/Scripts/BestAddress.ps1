# Prints the milliseconds that -Best takes for a source with one good address and for one with dead addresses as well, in turns.
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
        # First calls are not counted.
        if ($round -gt 0) { "$name $time" }
    }
}
