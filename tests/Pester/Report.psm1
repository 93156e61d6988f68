# What the tests of examples/Get-PlexSecurityReport.ps1 share.
Set-StrictMode -Version Latest
Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')

function Get-ReportScript {
    <#
    .SYNOPSIS
        Gives the path of the script.
    #>
    param()
    Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples/Get-PlexSecurityReport.ps1'
}

function Invoke-ReportProcess {
    <#
    .SYNOPSIS
        Runs the script as a scheduler does, in a process of its own; gives what it shows and its exit code.
    #>
    param(
        [string[]] $Argument = @(),
        # Variables of the new process.
        [hashtable] $Environment = @{},
        # By -Command, with the arguments as the text of it.
        [switch] $AsCommand
    )
    $call = if ($AsCommand) { '-Command', "& '$(Get-ReportScript)' $Argument" } else { @('-File', (Get-ReportScript)) + $Argument }
    $program = Join-Path $PSHOME $(if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' })
    $all = $Environment + @{ NO_COLOR = '1' }
    $before = @{}
    try {
        foreach ($name in $all.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item -LiteralPath "env:$name" -Value $all[$name]
        }
        $shown = & $program -NoLogo -NoProfile -NonInteractive @call 2>&1 | ForEach-Object { "$_" } | Out-String
        [pscustomobject]@{ Code = $LASTEXITCODE; Shown = $shown }
    }
    finally {
        foreach ($name in $before.Keys) { Set-Item -LiteralPath "env:$name" -Value $before[$name] }
    }
}

function Read-ReportPage {
    <#
    .SYNOPSIS
        Gives the page, after asserting what holds for every one, whatever the servers said.
    #>
    param([Parameter(Mandatory)] [string] $Path)
    $page = Get-Content -LiteralPath $Path -Raw -Encoding UTF8
    $known = '!DOCTYPE', 'html', 'head', 'meta', 'title', 'style', 'body', 'h1', 'h2', 'p', 'table', 'thead', 'tbody', 'tr',
        'th', 'td', 'strong', 'code', 'br', 'a'
    [regex]::Matches($page, '<[/!]?[A-Za-z0-9]+').Value |
        ForEach-Object { $_.TrimStart('<', '/') } |
        Where-Object { $_ -notin $known } | Should -BeNullOrEmpty

    # Every attribute stands in quotes and is none that runs or loads; every link is one of an advisory.
    $whole = [regex]::Matches($page, '<[A-Za-z][A-Za-z0-9]*(?: [a-z-]+="[^"<>]*")*>').Count
    [regex]::Matches($page, '<[A-Za-z]').Count | Should -Be $whole
    $page | Should -Not -Match '(?i) (on[a-z]+|src|style)="'
    [regex]::Matches($page, 'href="([^"]*)"') |
        ForEach-Object { $_.Groups[1].Value } |
        Where-Object { $_ -notmatch '^https://www\.cve\.org/CVERecord\?id=CVE-[0-9]+-[0-9]+$' } | Should -BeNullOrEmpty
    $page | Should -Not -Match '(?i)url\(|@import|javascript:'
    $page | Should -Not -Match '[\x00-\x09\x0b-\x1f\x7f-\x9f]'
    Find-Token $page | Should -BeNullOrEmpty

    # The policy permits this one style by its hash, and nothing else.
    $style = [regex]::Match($page, '(?s)<style>(.*)</style>').Groups[1].Value
    $digest = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($style))
    $policy = "default-src 'none'; style-src 'sha256-$([Convert]::ToBase64String($digest))'; base-uri 'none'; form-action 'none'"
    $page.Contains("<meta http-equiv=`"Content-Security-Policy`" content=`"$policy`">") | Should -BeTrue
    $style | Should -Match 'prefers-color-scheme: dark'
    $page
}

function Get-ReportRow {
    <#
    .SYNOPSIS
        Gives the rows of a page as plain text, by their columns.
    #>
    param([Parameter(Mandatory)] [string] $Page)
    foreach ($row in [regex]::Matches($Page, '<tr><td class.*?</tr>')) {
        $cells = [regex]::Matches($row.Value, '<td[^>]*>(.*?)</td>') | ForEach-Object {
            [Net.WebUtility]::HtmlDecode(($_.Groups[1].Value -replace '<br>', "`n" -replace '<[^>]*>'))
        }
        $title, $detail = $cells[2] -split "`n"
        [pscustomobject]@{ Severity = $cells[0]; Subject = $cells[1]; Title = $title; Detail = $detail; Advice = $cells[3] }
    }
}
