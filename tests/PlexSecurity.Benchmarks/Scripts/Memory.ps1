# Prints the live memory and the working set, in bytes, after 1,000 and after 20,000 streamed sources.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE
Connect-PlexServer -FromEnvironment -MaximumRetryCount 0
$received = 0
1..20000 | ForEach-Object { "server://s$_" } | Get-PlexSourceConnection -ThrottleLimit 8 | ForEach-Object {
    if (++$received -in 1, 1000, 20000) {
        "heap-$received $([GC]::GetTotalMemory($true))"
        "set-$received $([Environment]::WorkingSet)"
    }
}
if ($received -ne 20000) { throw "$received of 20000 sources." }
