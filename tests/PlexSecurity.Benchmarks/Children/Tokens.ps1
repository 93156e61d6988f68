# Needs $uri, $token and $rounds, a default session and both modules. One line a measurement: its name and the milliseconds of a call.
$ErrorActionPreference = 'Stop'
$query = [uri]::new($uri, 'security/token?type=delegation&scope=all')
$headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $token }
$kinds = 'token', 'bare', 'hand'
if (-not (Get-Command Invoke-RestMethod -ErrorAction Ignore)) { $kinds = 'token', 'bare' }

function Measure-Run([string] $kind, [int] $count) {
    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    switch ($kind) {
        'token' { for ($i = 0; $i -lt $count; $i++) { $null = Get-PlexTransientToken } }
        'bare' { for ($i = 0; $i -lt $count; $i++) { $null = Invoke-BareToken $uri $token } }
        'hand' { for ($i = 0; $i -lt $count; $i++) { $null = Invoke-RestMethod $query -Method Post -Headers $headers } }
    }
    [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds / $count
}

function Measure-EachKind([int] $count, [int] $rounds, [string] $suffix) {
    for ($round = 0; $round -lt $rounds; $round++) {
        foreach ($kind in $kinds) {
            $time = Measure-Run $kind $count
            $kind + $suffix + ' ' + $time.ToString([cultureinfo]::InvariantCulture)
            # Invoke-RestMethod closes its connection behind itself, which is not to fall on what is measured next.
            if ($kind -eq 'hand') { $null = Invoke-BareToken $uri $token }
        }
    }
}

# Until the compiler has come back to what is called often.
$null = Measure-EachKind -count 20 -rounds 250
# Runs of one kind, and single calls between those of the other kinds, which leave the processor's caches full of theirs.
Measure-EachKind -count 20 -rounds $rounds
Measure-EachKind -count 1 -rounds (4 * $rounds) -suffix '-single'
