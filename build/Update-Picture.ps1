<#
.SYNOPSIS
    Creates the picture for README: the start of the demo in a terminal, as an SVG file.
.DESCRIPTION
    Runs the demo and draws its output. The identifiers, ports and dates are from this run.
.EXAMPLE
    ./build.ps1 -Task Picture
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The path of the picture.
    [string] $Path = (Join-Path (Split-Path $PSScriptRoot) 'docs/demo.svg'),

    # The number of output lines to draw.
    [ValidateRange(1, 200)]
    [int] $LineCount = 40
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$project = Join-Path (Split-Path $PSScriptRoot) 'src/PlexSecurity.Demo'
$before = $env:FORCE_COLOR, [Console]::OutputEncoding
try {
    $env:FORCE_COLOR = '1'
    [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
    $lines = @(& dotnet run --project $project)
    if ($LASTEXITCODE -ne 0) { throw "The demo failed with exit code $LASTEXITCODE." }
}
finally {
    $env:FORCE_COLOR, [Console]::OutputEncoding = $before
}

# The colors of PowerShell views, for a dark background.
$colors = @{
    '31' = '#f47067'; '32' = '#8ddb8c'; '33' = '#daaa3f'; '36' = '#56d4dd'
    '90' = '#8b949e'; '91' = '#ff938a'; '92' = '#8ddb8c'; '93' = '#eac55f'; '96' = '#56d4dd'
}
$width = 9.6
$height = 20
$escape = [char] 27
$columns = 0
$rows = [System.Collections.Generic.List[string]]::new()
$color = '#e6edf3'
# Consecutive blank lines are drawn once.
$output = $lines | Where-Object { $_ -ne $null } | ForEach-Object { "$_".TrimEnd() } | Select-Object -Skip 2
$previous = 'x'
foreach ($line in $output) {
    $plain = $line -replace "$escape\[[\d;]*m"
    if (-not $plain -and -not $previous) { continue }
    $previous = $plain
    if ($rows.Count -ge $LineCount) { break }
    $column = 0
    $spans = foreach ($part in [regex]::Matches($line, "$escape\[(?<code>[\d;]*)m|(?<text>[^$escape]+)")) {
        if ($part.Groups['text'].Success) {
            $text = $part.Groups['text'].Value
            # Browsers ignore xml:space and draw several spaces as one, so each piece of text has its own position.
            foreach ($run in [regex]::Matches($text, '\S+(?: \S+)*')) {
                $x = [string]::Format([cultureinfo]::InvariantCulture, '{0:0.#}', 20 + ($column + $run.Index) * $width)
                "<tspan x=`"$x`" fill=`"$color`">$([Security.SecurityElement]::Escape($run.Value))</tspan>"
            }
            $column += $text.Length
        }
        else {
            $color = '#e6edf3'
            foreach ($code in $part.Groups['code'].Value -split ';') {
                if ($colors.ContainsKey($code)) { $color = $colors[$code] }
            }
        }
    }
    $columns = [Math]::Max($columns, $column)
    $rows.Add("<text y=`"$(60 + $rows.Count * $height)`">$($spans -join '')</text>")
}
$w = [int] (40 + $columns * $width)
$h = 60 + $rows.Count * $height
$label = 'role="img" aria-label="A session in PowerShell"'
$circles = @(
    '<circle cx="22" cy="20" r="6" fill="#f47067"/>'
    '<circle cx="42" cy="20" r="6" fill="#daaa3f"/>'
    '<circle cx="62" cy="20" r="6" fill="#8ddb8c"/>'
)
$svg = @"
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $w $h" width="$w" height="$h" $label>
<rect width="$w" height="$h" rx="10" fill="#0d1117"/>
$($circles -join '')
<g font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="16">
$($rows -join "`n")
</g>
</svg>
"@
if ($PSCmdlet.ShouldProcess($Path, 'Draw')) { [IO.File]::WriteAllText($Path, ($svg -replace "`r") + "`n") }
