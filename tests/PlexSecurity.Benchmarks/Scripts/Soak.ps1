# Calls a server with random faults through one session from eight runspaces, and checks every outcome.
# Prints the counts, and the connections and the live memory before and after.
$ErrorActionPreference = 'Stop'

function Invoke-Runspace($Session, [int] $Sources, [int] $Tokens) {
    0..7 | ForEach-Object -ThrottleLimit 8 -Parallel {
        Import-Module $env:MODULE
        $session = $using:Session
        $outcome = [pscustomobject]@{ Right = 0; Wrong = 0; Lost = 0; Tokens = @(); Errors = @() }

        # Each source must have one outcome. The server derives the name and the token of a source from its number.
        $outcomesOf = @{}
        $first = $_ * $using:Sources + 1
        $first..($first + $using:Sources - 1) | ForEach-Object { $outcomesOf["server://s$_"] = 0; "server://s$_" } |
            Get-PlexSourceConnection -Session $session -ThrottleLimit 8 -ErrorAction SilentlyContinue -ErrorVariable failures |
            ForEach-Object {
                $token = 'transient-{0:d32}' -f [int] ($_.Source -replace '^server://s')
                $isRight = $outcomesOf.ContainsKey($_.Source) -and $_.Name -ceq "name of $($_.Source)" -and
                    (ConvertFrom-SecureString $_.AccessToken -AsPlainText) -ceq $token
                if ($isRight) { $outcome.Right++ } else { $outcome.Wrong++ }
                $outcomesOf[$_.Source]++
            }
        foreach ($failure in $failures) { $outcomesOf[$failure.TargetObject]++ }
        $outcome.Errors += $failures
        $outcome.Lost += @($outcomesOf.Values -ne 1).Count

        $outcome.Tokens = @(1..$using:Tokens | ForEach-Object { $session } |
            Get-PlexTransientToken -AsPlainText -ErrorAction SilentlyContinue -ErrorVariable failures)
        $outcome.Errors += $failures
        $outcome.Lost += [Math]::Abs($using:Tokens - $outcome.Tokens.Count - $failures.Count)
        $outcome
    }
}

# A function, so that the outcomes are garbage when the memory is measured.
function Test-Session($Session, [int] $Sources, [int] $Tokens) {
    $issued = [Collections.Generic.HashSet[string]]::new()
    foreach ($outcome in Invoke-Runspace $Session $Sources $Tokens) {
        # No token may be issued twice.
        $unique = @($outcome.Tokens | Where-Object { $_ -like 'transient-*' -and $issued.Add($_) }).Count
        "right $($outcome.Right + $unique)"
        "wrong $($outcome.Wrong + $outcome.Tokens.Count - $unique)"
        "lost $($outcome.Lost)"
        foreach ($failure in $outcome.Errors) { "$($failure.FullyQualifiedErrorId.Split(',')[0]) 1" }
    }
}

function Get-ConnectionCount {
    $port = ([uri] $env:PLEX_URL).Port
    @([Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
        Where-Object { $_.State -eq 'Established' -and $_.RemoteEndPoint.Port -eq $port }).Count
}

Import-Module $env:MODULE
$session = Connect-PlexServer -FromEnvironment -PassThru -TimeoutSec 2 -MaximumRetryCount 6 -RetryIntervalSec 0.05

# A warm-up with a tenth of the calls, so that one-time allocations do not count as leaks.
Test-Session $session 200 50
"heap-before $([GC]::GetTotalMemory($true))"

$clock = [Diagnostics.Stopwatch]::StartNew()
Test-Session $session 2000 500
"seconds $($clock.Elapsed.TotalSeconds)"
"connections $(Get-ConnectionCount)"
"heap-after $([GC]::GetTotalMemory($true))"

Disconnect-PlexServer
for ($try = 0; (Get-ConnectionCount) -and $try -lt 100; $try++) { Start-Sleep -Milliseconds 50 }
"connections-end $(Get-ConnectionCount)"
