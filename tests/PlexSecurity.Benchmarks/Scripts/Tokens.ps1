# Prints the milliseconds and the bytes that one token takes: by the module, by a bare cmdlet and by Invoke-RestMethod, in turns.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE, $env:BARE_MODULE
Connect-PlexServer -FromEnvironment
$uri = [uri] $env:PLEX_URL
$token = $env:PLEX_TOKEN
$query = [uri]::new($uri, 'security/token?type=delegation&scope=all')
$headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $token }
$calls = 20

function Measure-Token([string] $kind) {
    $bytes = [GC]::GetTotalAllocatedBytes($true)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    switch ($kind) {
        token { for ($i = 0; $i -lt $calls; $i++) { $null = Get-PlexTransientToken } }
        bare { for ($i = 0; $i -lt $calls; $i++) { $null = Invoke-BareToken $uri $token } }
        rest { for ($i = 0; $i -lt $calls; $i++) { $null = Invoke-RestMethod $query -Method Post -Headers $headers } }
    }
    $time = $clock.Elapsed.TotalMilliseconds
    "$kind $($time / $calls)"
    "$kind-bytes $(([GC]::GetTotalAllocatedBytes($true) - $bytes) / $calls)"
}

function Measure-Round([int] $count) {
    for ($round = 0; $round -lt $count; $round++) {
        'token', 'bare', 'rest' | ForEach-Object { Measure-Token $_ }
        # Invoke-RestMethod closes its connection; that must not slow what is measured next.
        $null = Invoke-BareToken $uri $token
    }
}

# Until the JIT compiler has optimized what is called often.
$null = Measure-Round 250
Measure-Round 50
