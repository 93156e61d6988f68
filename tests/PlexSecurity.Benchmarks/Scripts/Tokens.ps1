# Prints the milliseconds and the bytes of a token with the module, a bare cmdlet and Invoke-RestMethod, alternately.
$ErrorActionPreference = 'Stop'

Import-Module $env:MODULE, $env:BARE_MODULE
Connect-PlexServer -FromEnvironment
$uri = [uri] $env:PLEX_URL
$token = $env:PLEX_TOKEN
$query = [uri]::new($uri, 'security/token?type=delegation&scope=all')
$headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $token }

# Rounds below 0 do not count: in them, the JIT compiler optimizes frequently called methods.
for ($round = -250; $round -lt 50; $round++) {
    foreach ($kind in 'token', 'bare', 'rest') {
        $bytes = [GC]::GetTotalAllocatedBytes($true)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        switch ($kind) {
            token { for ($i = 0; $i -lt 20; $i++) { $null = Get-PlexTransientToken } }
            bare { for ($i = 0; $i -lt 20; $i++) { $null = Invoke-BareToken $uri $token } }
            rest { for ($i = 0; $i -lt 20; $i++) { $null = Invoke-RestMethod $query -Method Post -Headers $headers } }
        }
        $time = $clock.Elapsed.TotalMilliseconds
        $bytes = [GC]::GetTotalAllocatedBytes($true) - $bytes
        if ($round -ge 0) { "$kind $($time / 20)"; "$kind-bytes $($bytes / 20)" }
    }
    # Invoke-RestMethod closes its connection; this call opens it again, so that the next measurement is not slower.
    $null = Invoke-BareToken $uri $token
}
