<#
.SYNOPSIS
    Runs a script command by command, and shows each command with its output, as in an interactive session.
.DESCRIPTION
    A failed command ends the script, but the commands in "finally" still run. A command that should fail has the comment
    "# fails:" with a pattern for the error id. The exit code is 0 if all commands had the expected result.
    The supported compound statements are "try" with "finally" and "if" without "else".
.EXAMPLE
    ./Show-Script.ps1 -Path ./MainJob.ps1 -Source server://CLIENT-IDENTIFIER
#>
[CmdletBinding()]
param(
    # The script.
    [Parameter(Mandatory)]
    [string] $Path,

    # The value of the Source parameter of the script.
    [string] $Source
)
$tokens = $null
$parseErrors = $null
$Path = Convert-Path -LiteralPath $Path
$ast = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $tokens, [ref] $parseErrors)
if ($parseErrors) { throw $parseErrors[0] }
$comments = @($tokens | Where-Object Kind -EQ Comment)

# Gets the commands in order, each with its comments, its condition, and whether it always runs.
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
            $before = $comments | Where-Object { $_.Extent.EndLineNumber -eq $extent.StartLineNumber - 1 } | ForEach-Object Text
            $after = $comments | Where-Object { $_.Extent.StartLineNumber -eq $extent.EndLineNumber } | ForEach-Object Text
            [pscustomobject]@{
                Text      = $extent.Text
                Before    = $before
                Fails     = if ($after -match '^# fails: (.+)') { $Matches[1] }
                Condition = $Condition
                Always    = $Always
            }
        }
    }
}

$succeeded = $true
foreach ($step in Get-Step $ast.EndBlock.Statements) {
    if (-not ($succeeded -or $step.Always) -or -not (& ([scriptblock]::Create($step.Condition)))) { continue }
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
    $succeeded = $succeeded -and $(if ($step.Fails) { $id -like $step.Fails } else { -not $id })
}
Out-Host -InputObject $(if ($succeeded) { 'The main job succeeded.' } else { 'The main job failed.' })
exit [int] (-not $succeeded)
