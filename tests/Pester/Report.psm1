# Helper functions for the tests of examples/Get-PlexSecurityReport.ps1.
Set-StrictMode -Version Latest
Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')

function Get-ReportScript {
    <#
    .SYNOPSIS
        Returns the path of the script.
    #>
    param()
    Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples/Get-PlexSecurityReport.ps1'
}

function Invoke-ReportProcess {
    <#
    .SYNOPSIS
        Runs the script in a new process, like a scheduler, and returns its output and its exit code.
    #>
    param(
        [string[]] $Argument = @(),
        # Additional environment variables.
        [hashtable] $Environment = @{},
        # Runs the script with -Command instead of -File.
        [switch] $AsCommand
    )
    $path = Get-ReportScript
    $arguments = if ($AsCommand) { '-Command', "& '$path' $Argument" } else { @('-File', $path) + $Argument }
    $program = Join-Path $PSHOME $(if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' })
    $variables = $Environment + @{ NO_COLOR = '1' }
    $before = @{}
    try {
        foreach ($name in $variables.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item -LiteralPath "env:$name" -Value $variables[$name]
        }
        $output = & $program -NoLogo -NoProfile -NonInteractive @arguments 2>&1 | ForEach-Object { "$_" } | Out-String
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = $output }
    }
    finally {
        foreach ($name in $before.Keys) { Set-Item -LiteralPath "env:$name" -Value $before[$name] }
    }
}

function Read-ReportPage {
    <#
    .SYNOPSIS
        Returns the HTML page, and checks that it loads no resources, runs no code and contains no token.
    #>
    param([Parameter(Mandatory)] [string] $Path)
    $page = Get-Content -LiteralPath $Path -Raw -Encoding UTF8
    $allowedTags = '!DOCTYPE', 'html', 'head', 'meta', 'title', 'style', 'body', 'h1', 'h2', 'p', 'table', 'thead', 'tbody', 'tr',
        'th', 'td', 'strong', 'code', 'br', 'a'
    [regex]::Matches($page, '<[/!]?[A-Za-z0-9]+').Value |
        ForEach-Object { $_.TrimStart('<', '/') } |
        Where-Object { $_ -notin $allowedTags } | Should -BeNullOrEmpty

    # Every attribute has quotes. No attribute runs code or loads a resource. Every link leads to an advisory.
    $complete = [regex]::Matches($page, '<[A-Za-z][A-Za-z0-9]*(?: [a-z-]+="[^"<>]*")*>').Count
    [regex]::Matches($page, '<[A-Za-z]').Count | Should -Be $complete
    $page | Should -Not -Match '(?i) (on[a-z]+|src|style)="'
    [regex]::Matches($page, 'href="([^"]*)"') |
        ForEach-Object { $_.Groups[1].Value } |
        Where-Object { $_ -notmatch '^https://www\.cve\.org/CVERecord\?id=CVE-[0-9]+-[0-9]+$' } | Should -BeNullOrEmpty
    $page | Should -Not -Match '(?i)url\(|@import|javascript:'
    $page | Should -Not -Match '[\x00-\x09\x0b-\x1f\x7f-\x9f]'
    Find-Token $page | Should -BeNullOrEmpty

    # The policy permits only this style, by its hash.
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
        Returns the rows of a page as objects with plain text.
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
