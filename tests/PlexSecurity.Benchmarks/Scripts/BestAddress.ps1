# Prints the milliseconds that -Best takes for a source with one good address and for one with dead addresses as well, in turns.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE
Connect-PlexServer -FromEnvironment -MaximumRetryCount 0
$good, $mixed = 'server://good', 'server://mixed' | Get-PlexSourceConnection

function Measure-Best([string] $name, $source) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $best = @(Test-PlexSourceConnection $source -Best)
    "$name $($clock.Elapsed.TotalMilliseconds)"
    if ($best.Count -ne 1) { throw 'There is no best address.' }
}

function Measure-Both {
    Measure-Best good $good
    Measure-Best mixed $mixed
}

# First calls are not counted.
$null = Measure-Both
1..3 | ForEach-Object { Measure-Both }
