<#
.SYNOPSIS
    Reports the addresses of sources that do not work, and why.
.DESCRIPTION
    Asks the connected server for the connections of each source, tests all of them, and gives an object for each address that
    cannot be reached from here: source, address, status and reason. No token is sent to any address. Connect first.
.EXAMPLE
    ./Get-UnreachablePlexConnection.ps1 | Format-Table

    For the connected server itself.
.EXAMPLE
    Get-PlexSource -Account | Where-Object Kind -EQ Server | ./Get-UnreachablePlexConnection.ps1 -Path unreachable.csv

    For all servers of the account, into a file as well.
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity
[CmdletBinding()]
param(
    # The sources; the connected server itself, if left out.
    [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [string[]] $Source,

    # A file for the report, as CSV.
    [string] $Path,

    # The timeout of an address in seconds.
    [double] $TimeoutSec = 5
)
begin {
    $wanted = New-Object System.Collections.Generic.List[string]
}
process {
    foreach ($one in $Source) { $wanted.Add($one) }
}
end {
    if ($wanted.Count -eq 0) { $wanted.Add((Get-PlexSource | Select-Object -First 1).Source) }
    $report = @(
        $wanted |
            Get-PlexSourceConnection |
            Test-PlexSourceConnection -TimeoutSec $TimeoutSec |
            Where-Object Status -NotIn Reachable, NotSecure, Skipped |
            Sort-Object Name, Uri |
            Select-Object Name, Source, Uri, Status, Message
    )
    # A spreadsheet takes text that begins with one of these for a formula, and the name is the server's own word.
    $safeName = @{ Name = 'Name'; Expression = { $_.Name -replace '^(?=[=+@-])', "'" } }
    if ($Path) {
        $report |
            Select-Object $safeName, Source, Uri, Status, Message |
            Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding UTF8
    }
    $report
}
