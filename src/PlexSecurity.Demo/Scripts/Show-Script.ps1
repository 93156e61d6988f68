<#
.SYNOPSIS
    Runs a script command by command, and shows each command like typed input, with its output.
.DESCRIPTION
    A command that fails ends the script, except for commands in "finally". An expected failure has the comment "# fails:" with a
    pattern of the error ID. The exit code is 0 if every command had the expected outcome.
    The compound statements "try" with "finally" and "if" without "else" are split into their commands.
.EXAMPLE
    ./Show-Script.ps1 -Path ./MainJob.ps1 -Source server://CLIENT-IDENTIFIER
#>
[CmdletBinding()]
param(
    # The script.
    [Parameter(Mandatory)]
    [string] $Path,

    # The parameter Source of the script.
    [string] $Source
)
$tokens = $null
$problems = $null
$ast = [System.Management.Automation.Language.Parser]::ParseFile(
    (Convert-Path -LiteralPath $Path), [ref] $tokens, [ref] $problems)
if ($problems) { throw $problems[0] }
$comments = @($tokens | Where-Object Kind -EQ Comment)

# The commands in order, each with its comments, its condition and whether it always runs.
function Get-Step($Statements, [string] $Condition = '$true', [bool] $Always = $false) {
    foreach ($statement in $Statements) {
        if ($statement -is [System.Management.Automation.Language.TryStatementAst]) {
            Get-Step $statement.Body.Statements $Condition $Always
            Get-Step $statement.Finally.Statements $Condition $true
        }
        elseif ($statement -is [System.Management.Automation.Language.IfStatementAst]) {
            Get-Step $statement.Clauses[0].Item2.Statements $statement.Clauses[0].Item1.Extent.Text $Always
        }
        else {
            $extent = $statement.Extent
            $after = $comments | Where-Object { $_.Extent.StartLineNumber -eq $extent.EndLineNumber } | ForEach-Object Text
            [pscustomobject]@{
                Text      = $extent.Text
                Before    = $comments | Where-Object { $_.Extent.EndLineNumber -eq $extent.StartLineNumber - 1 } |
                    ForEach-Object Text
                Fails     = if ($after -match '^# fails: (.+)') { $Matches[1] }
                Condition = $Condition
                Always    = $Always
            }
        }
    }
}

$good = $true
foreach ($step in Get-Step $ast.EndBlock.Statements) {
    if (-not ($good -or $step.Always) -or -not (& ([scriptblock]::Create($step.Condition)))) { continue }
    if ($step.Before) { Out-Host -InputObject "$($PSStyle.Foreground.Green)$($step.Before)$($PSStyle.Reset)" }
    Out-Host -InputObject "$($PSStyle.Foreground.BrightYellow)PS> $($PSStyle.Reset)$($step.Text)"

    $Error.Clear()
    try {
        . ([scriptblock]::Create($step.Text)) | Out-Default
    }
    catch {
        $_ | Out-Default
    }
    Out-Host -InputObject ''

    $id = $Error | Select-Object -First 1 -ExpandProperty FullyQualifiedErrorId
    $good = $good -and $(if ($step.Fails) { $id -like $step.Fails } else { -not $id })
}
Out-Host -InputObject $(if ($good) { 'The main job succeeded.' } else { 'The main job failed.' })
exit [int] (-not $good)
