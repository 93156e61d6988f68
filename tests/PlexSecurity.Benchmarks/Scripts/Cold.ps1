# Does one job in a new PowerShell. Prints the processor time and the compiled methods of the process, and the time of an import.
param([string] $Job)
$ErrorActionPreference = 'Stop'

function Measure-Import([string] $module) {
    $processorTime = [Environment]::CpuUsage.TotalTime
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Import-Module $module
    "import $($clock.Elapsed.TotalMilliseconds)"
    "import-cpu $(([Environment]::CpuUsage.TotalTime - $processorTime).TotalMilliseconds)"
}

switch ($Job) {
    Nothing { }
    Import { Measure-Import $env:MODULE }
    EmptyImport { Measure-Import $env:EMPTY_MODULE }
    Job {
        Import-Module $env:MODULE
        Connect-PlexServer -FromEnvironment
        Get-PlexTransientToken | Out-Null
    }
    BareJob {
        Import-Module $env:BARE_MODULE
        Invoke-BareJob $env:PLEX_URL $env:PLEX_TOKEN | Out-Null
    }
    RestJob {
        $headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $env:PLEX_TOKEN }
        Invoke-RestMethod "${env:PLEX_URL}identity" -Headers @{ Accept = 'application/json' } | Out-Null
        Invoke-RestMethod $env:PLEX_URL -Headers $headers | Out-Null
        Invoke-RestMethod "${env:PLEX_URL}security/token?type=delegation&scope=all" -Method Post -Headers $headers | Out-Null
    }
}

"cpu $([Environment]::CpuUsage.TotalTime.TotalMilliseconds)"
"methods $([Runtime.JitInfo]::GetCompiledMethodCount())"
