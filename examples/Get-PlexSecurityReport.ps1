<#
.SYNOPSIS
    Creates a security report of servers, addresses, tokens and devices, for example every week.
.DESCRIPTION
    Returns an object for each finding about the open sessions or, with -Account, about the servers and devices of the account. It
    checks the version (published vulnerabilities), the address (plain http, a relay), the certificate (a skipped check), the
    token (its kind, and its age if known) and the devices (not seen by plex.tv for a year).

    A passed check is a finding with the severity Info, a failed or incomplete check with NotChecked. A session keeps the version
    from the time of its connection: to check an updated server, connect again. Serious findings are vulnerabilities that are
    high, critical or affect tokens, a token sent to another machine over plain http or without a certificate check, and failed
    or incomplete checks.

    The exit code is 0 only if every listed server and device was checked and no finding is serious, and 2 otherwise. It is 1 if
    there was nothing to check or the report could not be written. With pwsh -File, this is the exit code of pwsh. With -Command,
    add it: $LASTEXITCODE = 1; ./Get-PlexSecurityReport.ps1; exit $LASTEXITCODE. In an open shell, it is in $LASTEXITCODE.

    The HTML report contains no scripts and loads no resources. It lists the vulnerabilities of your servers. On Linux and macOS,
    only you can read it. On Windows, save it in a folder that only you can read. It and the objects contain no token.
.EXAMPLE
    ./Get-PlexSecurityReport.ps1 | Where-Object Serious | Format-Table Severity, Subject, Title -Wrap
.EXAMPLE
    Connect-PlexAccount
    ./Get-PlexSecurityReport.ps1 -Account -AsHtml report.html -Summary
.EXAMPLE
    OPTIONS="-Account -FromEnvironment -AsHtml plex-report.html"
    0 5 * * 1 PLEX_TOKEN=$(cat ~/.plex-token) pwsh -NoProfile -File ~/Get-PlexSecurityReport.ps1 $OPTIONS

    Two lines of a crontab. The script runs every Monday at 5:00 and saves the report in the home folder of the user.
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity
[CmdletBinding(DefaultParameterSetName = 'Session')]
[OutputType([pscustomobject])]
param(
    # The sessions to check. By default, all open sessions are checked. An empty list is an error.
    [Parameter(ValueFromPipeline, ParameterSetName = 'Session')]
    [object[]] $Session,

    # Checks the servers and devices of the signed-in account instead of sessions.
    [Parameter(Mandatory, ParameterSetName = 'Account')]
    [switch] $Account,

    # For scheduled jobs: connects with PLEX_URL and PLEX_TOKEN, or signs in with PLEX_TOKEN, and disconnects at the end.
    [switch] $FromEnvironment,

    # Reports the devices that plex.tv has not seen for this number of days.
    [Parameter(ParameterSetName = 'Account')]
    [ValidateRange(1, 36500)]
    [int] $NotSeenForDays = 365,

    # The file for an HTML report. It replaces a file, but no device, pipe or folder.
    [string] $AsHtml,

    # Returns a line for each server and device instead of each finding.
    [switch] $Summary
)
begin {
    Set-StrictMode -Version Latest
    $callerPreference, $ErrorActionPreference = $ErrorActionPreference, 'Stop'
    # Of the caller's defaults, only those for connecting are used, such as a thumbprint. Others could hide a failed check.
    $defaults = @{}
    foreach ($key in @($PSDefaultParameterValues.Keys -notmatch '(^Disabled|Action|Variable|Buffer|:Verbose|:Debug)$')) {
        $command, $parameter = $key -split ':', 2
        $names = 'Connect-PlexServer', 'Connect-PlexAccount' -like $command
        foreach ($name in $names) { $defaults["${name}:$parameter"] = $PSDefaultParameterValues[$key] }
    }
    $PSDefaultParameterValues = if ($PSDefaultParameterValues['Disabled']) { @{} } else { $defaults }
    $WhatIfPreference, $ConfirmPreference = $false, 'None'
    # The code until the report is complete. An error or an early end of the pipeline skips the exit at the end.
    $global:LASTEXITCODE = 1

    $severities = 'Critical', 'High', 'NotChecked', 'Medium', 'NotScored', 'Low', 'Info'
    $findings = New-Object System.Collections.Generic.List[object]
    $sessions = New-Object System.Collections.Generic.List[object]
    $missing, $subjects = 0, @{}
    $isUnix = $PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows
    # An empty filter result must not check all sessions.
    $isGiven = $PSCmdlet.MyInvocation.ExpectingInput -or $PSBoundParameters.ContainsKey('Session')
    # The verbose message contains the date of the advisory data.
    $dataDate = "$(Get-PlexServerAdvisory -All -Verbose 4>&1 | Where-Object { $_ -isnot [PlexSecurity.PlexServerAdvisory] })"

    # The name is last, because it could look like an address. Items with the same address or id get a number.
    function Get-Subject([string] $Item, [string] $Name) {
        $number = $subjects[$Item] = 1 + $subjects[$Item]
        if ($number -gt 1) { "$Item ($number): '$Name'" } else { "${Item}: '$Name'" }
    }

    # Each text starts with a fixed word, so that a server name cannot become a spreadsheet formula.
    function Add-Finding([string] $Subject, [string] $Check, [string] $Severity, [string] $Title, [string] $Detail,
        [string] $Advice, [uri] $Uri, [switch] $Serious) {
        $findings.Add([pscustomobject] @{
                Severity = $Severity; Serious = [bool] $Serious; Subject = $Subject; Check = $Check
                Title = $Title; Detail = $Detail; Advice = $Advice; Uri = $Uri
            })
    }

    function Add-Failure([string] $Subject, [string] $Check, [System.Management.Automation.ErrorRecord] $Failure) {
        $find = 'Find the version in the settings of the server, and check it with Get-PlexServerAdvisory -Version.'
        $advice = if ($Failure.FullyQualifiedErrorId -like 'PlexInvalidVersion,*') { $find }
        elseif ($Failure.ErrorDetails) { $Failure.ErrorDetails.RecommendedAction }
        $target = @{ Subject = $Subject; Check = $Check }
        Add-Finding @target NotChecked 'The check failed' "Error: $Failure" $advice -Serious
    }

    # Runs a call. Errors and warnings become findings, and the report continues. Without them, the check has passed.
    function Invoke-Check([string] $Subject, [string] $Check, [scriptblock] $Call, [string] $Passed) {
        $ErrorActionPreference = $WarningPreference = 'Continue'
        $target = @{ Subject = $Subject; Check = $Check }
        $before = $findings.Count
        $output = @($(try { & $Call 2>&1 3>&1 } catch { $_ }) | ForEach-Object {
                if ($_ -is [System.Management.Automation.ErrorRecord]) { Add-Failure @target -Failure $_ }
                elseif ($_ -isnot [System.Management.Automation.WarningRecord]) { $_ }
                elseif ("$_" -notlike 'Omitted *') { Add-Finding @target Low 'The check returned a warning' "Warning: $_" }
                else { Add-Finding @target NotChecked 'The check is incomplete' "Warning: $_" -Serious }
            })
        if ($Passed -and $findings.Count -eq $before) { Add-Finding @target Info ($Passed -f $output.Count) }
        $output
    }

    function ConvertTo-TimeText([datetimeoffset] $Time, [string] $Format = 'yyyy-MM-dd HH:mm zzz') {
        $Time.ToString($Format, [cultureinfo]::InvariantCulture)
    }

    function Add-AdvisoryFinding([string] $Subject, [string] $Version, [string] $Update, [scriptblock] $Call) {
        $numbers = ($Version -split '-')[0]
        $target = @{ Subject = $Subject; Check = 'Version' }
        $before = $findings.Count
        foreach ($advisory in @(Invoke-Check @target -Call $Call)) {
            $detail = "Affected versions: $($advisory.Affected). The server runs $numbers."
            if ($advisory.AffectsTokens) { $detail += ' The vulnerability affects tokens.' }
            $fixed = $advisory.FixedIn
            $advice = if ($fixed) { "$Update to $fixed or later. The CVE record lists this version as unaffected." }
            else { "$Update to the latest version. Read the CVE record: it lists no unaffected version." }
            $isSerious = $advisory.AffectsTokens -or $advisory.Severity -ge [PlexSecurity.PlexAdvisorySeverity]::High
            Add-Finding @target $advisory.Severity "$advisory" $detail $advice $advisory.Uri -Serious:$isSerious
        }
        if ($findings.Count -eq $before) {
            Add-Finding @target Info "Version ${numbers}: no known vulnerability" "No advisory in the module applies. $dataDate"
        }
    }

    function Add-SessionFinding([PlexSecurity.PlexServerSession] $Server) {
        $subject = Get-Subject "Server at $($Server.Uri.AbsoluteUri)" $Server.Name
        Add-AdvisoryFinding $subject $Server.Version -Update 'Update the server' -Call { Get-PlexServerAdvisory -Session $Server }
        if (-not $Server.IsConnected) { return }

        $target = @{ Subject = $subject; Check = 'Address' }
        $title, $advice = if ($Server.Uri.Scheme -ne 'https') {
            'The connection uses plain http', 'Connect over https. Get-PlexSourceConnection lists the addresses.'
        }
        elseif ($Server.SkipsCertificateCheck) {
            'The certificate was not checked', 'Connect with -CertificateThumbprint instead of -SkipCertificateCheck.'
        }
        # Loopback traffic does not leave this machine. A session does not tell whether it uses a proxy.
        if ($title -and $Server.Uri.IsLoopback) {
            Add-Finding @target Low $title 'Without a proxy, loopback traffic does not leave this machine.' $advice
        }
        elseif ($title) { Add-Finding @target High $title 'Anyone on the network path can read the token.' $advice -Serious }
        else {
            $detail = if ($Server.CertificateThumbprint) { "Pinned: $($Server.CertificateThumbprint)" }
            else { 'The system trusts the certificate.' }
            Add-Finding @target Info 'Https with a checked certificate' $detail
        }
        if ($Server.Connection -and $Server.Connection.Relay) {
            $advice = 'Connect to a direct address. Test-PlexSourceConnection shows the reachable addresses.'
            Add-Finding @target Low 'The connection uses a relay' 'Traffic goes through a Plex relay.' $advice
        }

        $target.Check = 'Token'
        $detail = "The session was opened on $(ConvertTo-TimeText $Server.ConnectedAt). The age of the token is unknown."
        if ($Server.TokenKind -eq 'Transient') {
            $end = ConvertTo-TimeText ($Server.ConnectedAt + [PlexSecurity.PlexTransientToken]::MaximumLifetime)
            Add-Finding @target Info 'The session has a transient token' "$detail It expires by $end."
        }
        else {
            $advice = 'Connect with -Transient if you do not need a permanent token.'
            Add-Finding @target Low 'The session has a permanent token' $detail $advice
        }
    }

    function Add-SourceFinding([PlexSecurity.PlexSource] $Source, [PlexSecurity.PlexAccountSession] $Account) {
        $subject = Get-Subject "Server $($Source.Identifier)" $Source.Title
        $update = if ($Source.Owned -eq $false) { 'Ask the owner to update the server' } else { 'Update the server' }
        Add-AdvisoryFinding $subject $Source.Version -Update $update -Call { Get-PlexServerAdvisory -Source $Source }

        $target = @{ Subject = $subject; Check = 'Address' }
        foreach ($connection in Invoke-Check @target -Call { Get-PlexSourceConnection $Source.Source -AccountSession $Account }) {
            $addresses = @($connection.Connections)
            $plain = @($addresses | Where-Object Protocol -NE 'https')
            $relays = @($addresses | Where-Object Relay)
            $listed = if ($plain) { $plain } elseif ($addresses) { $addresses } else { 'none' }
            $detail = "Addresses: $($listed -join ', ')"
            $advice = 'Set Secure connections to Required in the network settings of the server.'
            if ($plain -and $plain.Count -eq $addresses.Count) {
                Add-Finding @target Medium 'All addresses use plain http' $detail $advice
            }
            elseif ($plain) { Add-Finding @target Low 'Some addresses use plain http' $detail $advice }
            elseif (-not $connection.IgnoredConnections) {
                $title = if ($addresses) { 'All addresses use https' } else { 'The server has no address' }
                Add-Finding @target Info $title $detail
            }
            if ($relays) {
                $advice = 'Turn off the relay in the server settings if a direct address works.'
                Add-Finding @target Low 'The server has a relay' "Addresses: $($relays -join ', ')" $advice
            }
        }
    }

    function Add-DeviceFinding([PlexSecurity.PlexAccountDevice] $Device, [datetimeoffset] $NotSeenSince) {
        if ($Device.LastSeenAt -ge $NotSeenSince) { return }
        # The command contains the id, not the name, so copied text contains no untrusted characters.
        $remove = "Get-PlexAccountDevice | Where-Object Id -EQ '$($Device.Id)' | Remove-PlexAccountDevice"
        $target = @{ Subject = Get-Subject "Device $($Device.Id)" "$Device"; Check = 'Device' }
        $detail = "The token is still valid. Product: $($Device.Product) $($Device.Version) on $($Device.Platform)."
        $advice = "If the device is not in use, remove it: $remove"
        $date = if ($Device.LastSeenAt) { ConvertTo-TimeText $Device.LastSeenAt 'yyyy-MM-dd' }
        if ($date) { Add-Finding @target Medium "Last seen on $date" $detail $advice }
        else { Add-Finding @target NotChecked 'Last seen on an unknown date' $detail $advice -Serious }
    }

    # Get-PlexSource also contacts the server of the default session, which may not belong to the account.
    function Get-AccountServer([PlexSecurity.PlexAccountSession] $Account, [object[]] $Devices) {
        $open = @(Get-PlexServerSession | ForEach-Object { "$_" })
        $servers = @(Get-PlexSource -AccountSession $Account 2>&1 | Where-Object {
                if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.TargetObject)" -notin $open }
                else { $_.Kind -eq 'Server' -and $_.Server -eq 'plex.tv' }
            })
        if ($servers) { return $servers }
        $hints = @($Devices | Where-Object { $_.Provides -contains 'server' }) + $open
        if ($hints) { Write-Error 'plex.tv listed no server, but a device of the account is a server, or a session is open.' }
    }

    function Add-AccountFinding([PlexSecurity.PlexAccountSession] $Account, [datetimeoffset] $NotSeenSince) {
        $target = @{ Subject = Get-Subject 'Account at plex.tv' $Account.Username; Check = 'Device' }
        $call = {
            Get-PlexAccountDevice -AccountSession $Account -OutVariable all -ErrorVariable failed
            if (-not ($all -or $failed)) { Write-Error 'plex.tv listed no device, although the token in use belongs to one.' }
        }
        $devices = @(Invoke-Check @target -Call $call 'Devices with a token: {0}')
        $target.Check = 'Server'
        $servers = @(Invoke-Check @target -Call { Get-AccountServer $Account $devices } 'Servers: {0}')
        foreach ($server in $servers) { Add-SourceFinding $server $Account }
        foreach ($device in $devices) { Add-DeviceFinding $device $NotSeenSince }

        $target.Check = 'Token'
        $own = $devices | Where-Object { $_.IsThisClient -and $_.CreatedAt } | Select-Object -First 1
        $age = if ($own) { "This client signed in on $(ConvertTo-TimeText $own.CreatedAt 'yyyy-MM-dd')." }
        else { 'The age of the token is unknown.' }
        Add-Finding @target Info 'The sign-in has a permanent token' $age
    }

    function ConvertTo-HtmlRow {
        process {
            $text = @{}
            foreach ($name in 'Severity', 'Subject', 'Title', 'Detail', 'Advice', 'Uri') {
                $text[$name] = [System.Net.WebUtility]::HtmlEncode("$($_.$name)")
            }
            if ($_.Serious) { $text.Label = "$($text.Severity), serious" } else { $text.Label = $text.Severity }
            # Cmdlet and parameter names do not wrap.
            $text.Advice = $text.Advice -creplace '[A-Z][a-z]+-[A-Z][A-Za-z]{1,30}|(?<= )-[A-Z][A-Za-z]{1,30}', '<code>$0</code>'
            if ($text.Uri) { $text.Title = '<a rel="noopener noreferrer" href="{0}">{1}</a>' -f $text.Uri, $text.Title }
            '<tr><td class="{0}">{1}</td><td>{2}</td><td><strong>{3}</strong><br>{4}</td><td>{5}</td></tr>' -f
                $text.Severity, $text.Label, $text.Subject, $text.Title, $text.Detail, $text.Advice
        }
    }

    function ConvertTo-HtmlTable([string] $Title, [object[]] $Rows) {
        "<h2>$Title</h2>"
        if (-not $Rows) { return '<p>None.</p>' }
        '<table><thead><tr><th>Severity</th><th>Subject</th><th>Finding</th><th>Recommended action</th></tr></thead><tbody>'
        $Rows | Sort-Object { -not $_.Serious }, { $severities.IndexOf($_.Severity) }, Subject | ConvertTo-HtmlRow
        '</tbody></table>'
    }

    # The page loads no resources. Its content security policy permits only this style.
    function ConvertTo-HtmlPage([object[]] $Rows) {
        $style = @'
:root { color-scheme: light dark; --text: #1c2024; --quiet: #5b6570; --back: #fff; --line: #d8dde3; }
:root { --bad: #b3130a; --warn: #8a5300; --good: #1a6b34; --link: #0b57b0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --quiet: #9aa5b0; --back: #15181b; --line: #363d45; } }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --warn: #f5b851; --good: #7ad494; --link: #8ab8ff; } }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
body { color: var(--text); background: var(--back); }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin-top: 2rem; }
p { color: var(--quiet); } a { color: var(--link); }
table { border-collapse: collapse; width: 100%; } th { text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .5rem .75rem .5rem 0; vertical-align: top; overflow-wrap: anywhere; }
th:first-child { width: 6.5rem; } th:nth-child(2) { width: 22%; } th:last-child { width: 30%; }
td:first-child { font-weight: 600; overflow-wrap: normal; } code { white-space: nowrap; }
@media (max-width: 40rem) { thead { display: none; } td { display: block; border: 0; padding: 0; } }
@media (max-width: 40rem) { tr { display: block; padding: .75rem 0; border-bottom: 1px solid var(--line); } }
.Critical, .High, .NotChecked { color: var(--bad); } .Medium, .NotScored { color: var(--warn); } .Info { color: var(--good); }
'@ -replace "`r"
        $bytes = [System.Text.Encoding]::UTF8.GetBytes($style)
        $hash = [Convert]::ToBase64String([System.Security.Cryptography.SHA256]::Create().ComputeHash($bytes))
        $serious = @($Rows | Where-Object Serious).Count
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        $policy = "default-src 'none'; style-src 'sha256-$hash'; base-uri 'none'; form-action 'none'"
        "<meta http-equiv=`"Content-Security-Policy`" content=`"$policy`">"
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Plex security report</title><style>$style</style></head><body><h1>Plex security report</h1>"
        "<p>$(ConvertTo-TimeText ([datetimeoffset]::Now)). Serious findings: $serious. $dataDate</p>"
        ConvertTo-HtmlTable 'Findings' @($Rows | Where-Object Severity -NE 'Info')
        ConvertTo-HtmlTable 'Passed checks' @($Rows | Where-Object Severity -EQ 'Info')
        '</body></html>'
    }

    # Replacing a device, a pipe or a folder would break other programs. A link to a file is replaced, not its target.
    function Resolve-ReportFile([string] $Path) {
        if (-not $Path) { throw 'The path of -AsHtml is empty.' }
        $provider = $drive = $null
        $file = $PSCmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path, [ref] $provider, [ref] $drive)
        if ($provider.Name -ne 'FileSystem') { throw "'$Path' is not the path of a file." }
        $isFile = -not [System.IO.Directory]::Exists($file)
        if ($file -match '^/(dev|proc)/') { $isFile = $false }
        elseif ($isUnix -and [System.IO.File]::Exists($file)) {
            $target = [System.IO.File]::ResolveLinkTarget($file, $true)
            $item = Get-Item -LiteralPath $(if ($target) { $target.FullName } else { $file }) -Force -ErrorAction Ignore
            $isFile = $item -and $item.UnixStat.ItemType -eq 'File'
        }
        if (-not $isFile) { throw "'$file' is not a regular file." }
        $file
    }

    # Readers see either the old or the new report.
    function Write-ReportFile([string] $File, [string] $Text) {
        # The name of the draft is short, because the length of names is limited.
        $draft = Join-Path (Split-Path $File) "$([System.IO.Path]::GetRandomFileName()).new"
        $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
        try {
            $stream = if (-not $isUnix) { [System.IO.File]::Open($draft, 'CreateNew') }
            else {
                $private = @{ Mode = 'CreateNew'; Access = 'Write'; UnixCreateMode = 'UserRead, UserWrite' }
                [System.IO.File]::Open($draft, [System.IO.FileStreamOptions] $private)
            }
            try { $stream.Write($bytes, 0, $bytes.Length) } finally { $stream.Dispose() }
            if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.File]::Move($draft, $File, $true) }
            else { Move-Item -LiteralPath $draft -Destination $File -Force }
        }
        finally { Remove-Item -LiteralPath $draft -ErrorAction Ignore }
    }

    $file = if ($PSBoundParameters.ContainsKey('AsHtml')) { Resolve-ReportFile $AsHtml }
}
process {
    # -ErrorAction of the caller could hide the error of a typed parameter.
    foreach ($item in @($Session)) {
        $open = $item -as [PlexSecurity.PlexServerSession]
        if (-not $open) { $missing++ } elseif (-not $sessions.Contains($open)) { $sessions.Add($open) }
    }
}
end {
    $opened = $null
    try {
        if ($Account) {
            $call = { Connect-PlexAccount -FromEnvironment -PassThru }
            $opened = if ($FromEnvironment) { Invoke-Check 'Account of PLEX_TOKEN' Token -Call $call }
            $user = if ($FromEnvironment) { $opened } else { Get-PlexAccount | Select-Object -First 1 }
            if ($user) { Add-AccountFinding $user ([datetimeoffset]::Now.AddDays(-$NotSeenForDays)) }
        }
        else {
            $call = { Connect-PlexServer -FromEnvironment -PassThru -WarningAction Ignore }
            $opened = if ($FromEnvironment) { Invoke-Check 'Server of PLEX_URL' Address -Call $call }
            if ($opened) { $sessions.Add($opened) }
            elseif (-not $isGiven -and -not $FromEnvironment) { Get-PlexServerSession | ForEach-Object { $sessions.Add($_) } }
            foreach ($item in $sessions) { Add-SessionFinding $item }
            $target = @{ Subject = 'Input'; Check = 'Address'; Advice = 'Check that each server is connected.' }
            if ($isGiven -and $missing -and $sessions) { Add-Finding @target NotChecked "Missing sessions: $missing" -Serious }
        }
    }
    finally {
        if ($opened -and $Account) { $opened | Disconnect-PlexAccount }
        elseif ($opened) { $opened | Disconnect-PlexServer }
    }
    $advice = if ($isGiven) { 'The input contains no session.' }
    else { 'Run Connect-PlexServer or Connect-PlexAccount first, or specify -FromEnvironment.' }
    if ($findings.Count -eq 0) { throw "There is nothing to check. $advice" }

    $code = if ($findings | Where-Object Serious) { 2 } else { 0 }
    $failure = $null
    try { if ($file) { Write-ReportFile $file ((ConvertTo-HtmlPage $findings) -join "`n") } }
    catch { $code, $failure = 1, $_.Exception.GetBaseException().Message }
    # The next command may stop the pipeline at the first finding.
    $global:LASTEXITCODE = $code
    if ($Summary) {
        foreach ($group in $findings | Group-Object Subject) {
            $worst, $null = $group.Group.Severity | Sort-Object { $severities.IndexOf($_) }
            $open = @($group.Group | Where-Object Severity -NE 'Info').Count
            # The exit would lose a table of up to four columns, which PowerShell buffers. A list is not buffered.
            [pscustomobject] @{
                Subject = $group.Name; Worst = $worst; Serious = @($group.Group | Where-Object Serious).Count
                Findings = $open; Passed = $group.Count - $open
            }
        }
    }
    else { $findings }
    if ($failure) { Write-Error "The report was not written to '$file'. $failure" -ErrorAction $callerPreference }
    exit $code
}
