# Needs $uri, $token and $rounds, a default session and both modules. One line a measurement: its name and milliseconds.
$ErrorActionPreference = 'Stop'
$byHand = Get-Command Invoke-RestMethod -ErrorAction Ignore
$query = [uri]::new($uri, 'security/token?type=delegation&scope=all')
$headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $token }
for ($i = -2000; $i -lt $rounds; $i++) {
    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    $null = Get-PlexTransientToken
    $ours = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds

    $start = [Diagnostics.Stopwatch]::GetTimestamp()
    $null = Invoke-BareToken $uri $token
    $bare = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds

    if ($byHand) {
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        $null = Invoke-RestMethod $query -Method Post -Headers $headers
        $hand = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
        # It closes its connection behind itself, which is not to fall on what is measured next.
        $null = Invoke-BareToken $uri $token
    }

    if ($i -lt 0) { continue }
    'token ' + $ours.ToString([cultureinfo]::InvariantCulture)
    'bare ' + $bare.ToString([cultureinfo]::InvariantCulture)
    if ($byHand) { 'hand ' + $hand.ToString([cultureinfo]::InvariantCulture) }
}
