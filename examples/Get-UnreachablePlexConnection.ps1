<#
.SYNOPSIS
    Reports the addresses of sources that cannot be reached, with the reasons.
.DESCRIPTION
    Gets the connections of each source from the connected server, tests them, and returns an object for each address that cannot
    be reached from this machine: source, address, status and reason. No token is sent to the addresses. Connect to a server
    first.
.EXAMPLE
    ./Get-UnreachablePlexConnection.ps1 | Format-Table

    Reports the addresses of the connected server.
.EXAMPLE
    Get-PlexSource -Account | Where-Object Kind -EQ Server | ./Get-UnreachablePlexConnection.ps1 -Path unreachable.csv

    Reports the addresses of all servers of the account, and writes the report to a file too.
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity
[CmdletBinding()]
param(
    # The sources. By default, the connected server is tested.
    [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [string[]] $Source,

    # A CSV file for the report.
    [string] $Path,

    # The timeout of an address in seconds.
    [double] $TimeoutSec = 5
)
begin {
    $sources = New-Object System.Collections.Generic.List[string]
}
process {
    foreach ($item in $Source) { $sources.Add($item) }
}
end {
    if ($sources.Count -eq 0) { $sources.Add((Get-PlexSource | Select-Object -First 1).Source) }
    $report = @(
        $sources |
            Get-PlexSourceConnection |
            Test-PlexSourceConnection -TimeoutSec $TimeoutSec |
            Where-Object Status -NotIn Reachable, NotSecure, Skipped |
            Sort-Object Name, Uri |
            Select-Object Name, Source, Uri, Status, Message
    )
    # Spreadsheets interpret text that starts with these characters as a formula, and the server chooses the name.
    $safeName = @{ Name = 'Name'; Expression = { $_.Name -replace '^(?=[=+@-])', "'" } }
    if ($Path) {
        $report |
            Select-Object $safeName, Source, Uri, Status, Message |
            Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding UTF8
    }
    $report
}
