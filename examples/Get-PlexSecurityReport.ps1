<#
.SYNOPSIS
    Reports what is not safe: servers, addresses, tokens and devices. For a look every week.
.DESCRIPTION
    Gives an object for each finding about the open sessions, or with -Account about the servers and devices of the account:
    Severity, Serious, Subject, Check, Title, Detail, Advice and Uri. It looks at

    - the version, with the published vulnerabilities that apply to it; a version that cannot be read is a finding,
    - the address: plain http, a relay,
    - the certificate: whether its check was skipped,
    - the token: its kind, and its age where that is known,
    - the devices of the account that plex.tv has not seen for a year.

    What is well is a finding too, of the severity Info: what is not there was not checked. What could not be checked has the
    severity NotChecked and counts as serious. The version of a session is the one that the server gave as it was opened: an old
    session does not know of an update.

    Serious are vulnerabilities that are high, critical or affect tokens, a token that leaves this machine over plain http or
    without a check of the certificate, and what could not be checked.

    The exit code is 2 where a finding is serious, else 0; it is 1 where there was nothing to check or the report could not be
    written. That is the code of pwsh -File; with pwsh -Command add: ; exit $LASTEXITCODE. A PowerShell that calls the script goes
    on, and has the code in $LASTEXITCODE.

    The report of -AsHtml has no script and loads nothing. It tells where your servers are vulnerable: keep it in a folder that
    only you can read. No token is in it, nor in the objects.
.EXAMPLE
    ./Get-PlexSecurityReport.ps1 | Where-Object Serious | Format-Table Severity, Subject, Title -Wrap

    For the sessions that are open.
.EXAMPLE
    Connect-PlexAccount
    ./Get-PlexSecurityReport.ps1 -Account -AsHtml report.html -Summary

    For the account: a page to read, and a line for each server and device.
.EXAMPLE
    0 5 * * 1 PLEX_TOKEN=$(cat ~/.plex-token) pwsh -NoProfile -File ~/Get-PlexSecurityReport.ps1 -Account -FromEnvironment -AsHtml ~/plex-report.html

    A line of a crontab: every Monday at 5:00.
#>
#Requires -Version 5.1
#Requires -Modules PlexSecurity
[CmdletBinding(DefaultParameterSetName = 'Session')]
[OutputType([pscustomobject])]
param(
    # The sessions to look at; all that are open, if left out.
    [Parameter(ValueFromPipeline, ParameterSetName = 'Session')]
    [PlexSecurity.PlexServerSession[]] $Session,

    # Look at the servers and devices of the signed-in account instead.
    [Parameter(Mandatory, ParameterSetName = 'Account')]
    [switch] $Account,

    # Connect with PLEX_URL and PLEX_TOKEN, or sign in with PLEX_TOKEN, and disconnect at the end: for a scheduler.
    [switch] $FromEnvironment,

    # The days after which a device counts as not seen.
    [Parameter(ParameterSetName = 'Account')]
    [ValidateRange(1, 36500)]
    [int] $NotSeenForDays = 365,

    # A file for a report to read in a browser.
    [string] $AsHtml,

    # Give a line for each server and device instead of each finding.
    [switch] $Summary
)
begin {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'

    # The worst first.
    $severities = 'Critical', 'High', 'NotChecked', 'Medium', 'NotScored', 'Low', 'Info'
    $findings = New-Object System.Collections.Generic.List[object]
    $sessions = New-Object System.Collections.Generic.List[object]
    # Tells how old the list of vulnerabilities is.
    $records = "$(Get-PlexServerAdvisory -All -Verbose 4>&1 | Where-Object { $_ -isnot [PlexSecurity.PlexServerAdvisory] })"

    # Every text begins with a word of this script: what a server calls itself is no formula to a spreadsheet.
    function Add-Finding([string] $Subject, [string] $Check, [string] $Severity, [string] $Title, [string] $Detail,
        [string] $Advice, [uri] $Uri, [switch] $Serious) {
        $findings.Add([pscustomobject] @{
                Severity = $Severity
                Serious  = [bool] $Serious
                Subject  = $Subject
                Check    = $Check
                Title    = $Title
                Detail   = $Detail
                Advice   = $Advice
                Uri      = $Uri
            })
    }

    # The messages of PlexSecurity have no token in them.
    function Add-Failure([string] $Subject, [string] $Check, [System.Management.Automation.ErrorRecord] $Failure) {
        $advice = if ($Failure.FullyQualifiedErrorId -like 'PlexInvalidVersion,*') {
            'See the settings of the server for its version, and ask Get-PlexServerAdvisory -Version.'
        }
        elseif ($Failure.ErrorDetails) { $Failure.ErrorDetails.RecommendedAction }
        $text = @{ Title = 'It could not be checked'; Detail = "The error is: $Failure"; Advice = $advice }
        Add-Finding -Subject $Subject -Check $Check -Severity NotChecked @text -Serious
    }

    # Runs a call. An error is a finding that counts, a warning is one too, and the rest goes on.
    function Invoke-Check([string] $Subject, [string] $Check, [scriptblock] $Call) {
        $ErrorActionPreference = $WarningPreference = 'Continue'
        $at = @{ Subject = $Subject; Check = $Check }
        try {
            & $Call 2>&1 3>&1 | ForEach-Object {
                if ($_ -is [System.Management.Automation.ErrorRecord]) { Add-Failure @at -Failure $_ }
                elseif ($_ -is [System.Management.Automation.WarningRecord]) {
                    Add-Finding @at -Severity Low -Title 'A warning' -Detail "The warning is: $_"
                }
                else { $_ }
            }
        }
        catch { Add-Failure @at -Failure $_ }
    }

    function ConvertTo-Day([datetimeoffset] $Time) { $Time.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }

    function ConvertTo-Minute([datetimeoffset] $Time) { $Time.ToString('yyyy-MM-dd HH:mm zzz', [cultureinfo]::InvariantCulture) }

    function Add-AdvisoryFinding([string] $Subject, [string] $Version, [string] $Who, [scriptblock] $Call) {
        $none = "No vulnerability in the module's list applies. $records"
        $numbers = ($Version -split '-')[0]
        $at = @{ Subject = $Subject; Check = 'Version' }
        $before = $findings.Count
        foreach ($advisory in @(Invoke-Check @at -Call $Call)) {
            $text = @{
                Title   = "$advisory"
                Detail  = "Affected: $($advisory.Affected). This is $numbers."
                Advice  = "$Who to the newest version, and read the record: it names none that is not affected."
                Uri     = $advisory.Uri
                Serious = $advisory.AffectsTokens -or $advisory.Severity -ge [PlexSecurity.PlexAdvisorySeverity]::High
            }
            if ($advisory.AffectsTokens) { $text.Detail += ' It affects tokens.' }
            if ($advisory.FixedIn) {
                $text.Advice = "$Who to $($advisory.FixedIn) or later: the record names it as not affected."
            }
            Add-Finding @at -Severity $advisory.Severity @text
        }
        if ($findings.Count -eq $before) { Add-Finding @at -Severity Info -Title "Version $numbers" -Detail $none }
    }

    # What stays on this machine nobody reads on the way.
    function Add-ChannelFinding([hashtable] $At, [uri] $Address, [string] $Title, [string] $Advice) {
        $local = $Address.IsLoopback
        $text = if ($local) { @{ Severity = 'Low'; Detail = 'It is an address of this machine.' } }
        else { @{ Severity = 'High'; Detail = 'Whoever is on the way to the server can read the token.'; Serious = $true } }
        Add-Finding @At @text -Title $Title -Advice $Advice
    }

    function Add-SessionFinding([PlexSecurity.PlexServerSession] $Of) {
        $subject = "Server '$($Of.Name)' at $($Of.Uri.AbsoluteUri)"
        Add-AdvisoryFinding $subject $Of.Version -Who 'Update the server' -Call { Get-PlexServerAdvisory -Session $Of }
        if (-not $Of.IsConnected) { return }

        $at = @{ Subject = $subject; Check = 'Address' }
        if ($Of.Uri.Scheme -ne 'https') {
            $advice = 'Connect by https: see Get-PlexSourceConnection for the address.'
            Add-ChannelFinding $at $Of.Uri -Title 'Plain http' -Advice $advice
        }
        elseif ($Of.SkipsCertificateCheck) {
            $advice = 'Connect with -CertificateThumbprint.'
            Add-ChannelFinding $at $Of.Uri -Title 'The certificate was not checked' -Advice $advice
        }
        else {
            $detail = if ($Of.CertificateThumbprint) { "Pinned: $($Of.CertificateThumbprint)" } else { 'The system trusts it.' }
            Add-Finding @at -Severity Info -Title 'Https with a checked certificate' -Detail $detail
        }
        if ($Of.Connection -and $Of.Connection.Relay) {
            $advice = 'Connect by a direct address: see Test-PlexSourceConnection.'
            $detail = 'A relay of Plex passes the traffic on.'
            Add-Finding @at -Severity Low -Title 'Through a relay' -Detail $detail -Advice $advice
        }

        $at.Check = 'Token'
        $since = "The session was opened on $(ConvertTo-Minute $Of.ConnectedAt)."
        if ($Of.TokenKind -eq 'Transient') {
            $end = ConvertTo-Minute ($Of.ConnectedAt + [PlexSecurity.PlexTransientToken]::MaximumLifetime)
            $detail = "$since The age of the token is unknown; it ends by $end."
            Add-Finding @at -Severity Info -Title 'A transient token' -Detail $detail
        }
        else {
            $detail = "$since The age of the token is unknown."
            $advice = 'Connect with -Transient where that is enough.'
            Add-Finding @at -Severity Low -Title 'A permanent token' -Detail $detail -Advice $advice
        }
    }

    # The vulnerabilities of one platform are left out where plex.tv names another.
    function Get-SourceAdvisory([PlexSecurity.PlexSource] $Source) {
        Get-PlexServerAdvisory -Version "$($Source.Version)" |
            Where-Object { -not $_.Platform -or -not $Source.Platform -or $_.Platform -eq $Source.Platform }
    }

    function Add-SourceFinding([PlexSecurity.PlexSource] $Source, [PlexSecurity.PlexAccountSession] $Account) {
        $subject = "Server '$($Source.Title)' ($($Source.Identifier))"
        $who = if ($Source.Owned -eq $false) { 'Ask the owner to update the server' } else { 'Update the server' }
        Add-AdvisoryFinding $subject $Source.Version -Who $who -Call { Get-SourceAdvisory $Source }

        $at = @{ Subject = $subject; Check = 'Address' }
        foreach ($found in Invoke-Check @at -Call { Get-PlexSourceConnection $Source.Source -AccountSession $Account }) {
            $addresses = @($found.Connections)
            $plain = @($addresses | Where-Object Protocol -NE 'https')
            $relays = @($addresses | Where-Object Relay)
            $detail = "Listed: $($(if ($plain) { $plain } else { $addresses }) -join ', ')"
            $advice = 'Require secure connections in the settings of the server.'
            if ($addresses.Count -eq 0) { Add-Finding @at -Severity Info -Title 'No address' }
            elseif ($plain.Count -eq 0) { Add-Finding @at -Severity Info -Title 'Https alone' -Detail $detail }
            elseif ($plain.Count -lt $addresses.Count) {
                Add-Finding @at -Severity Low -Title 'Plain http beside https' -Detail $detail -Advice $advice
            }
            else { Add-Finding @at -Severity Medium -Title 'Plain http alone' -Detail $detail -Advice $advice }
            if ($relays) {
                $advice = 'Switch the relay off in the settings of the server if a direct address works.'
                Add-Finding @at -Severity Low -Title 'A relay' -Detail "Listed: $($relays -join ', ')" -Advice $advice
            }
        }
    }

    function Add-DeviceFinding([PlexSecurity.PlexAccountDevice] $Device, [datetimeoffset] $Limit) {
        if ($Device.LastSeenAt -ge $Limit) { return }
        # The command has its number and not its name: whoever copies it gets no word of a stranger with it.
        $text = @{
            Subject = "Device '$Device' ($($Device.Id))"
            Detail  = "Its token stays valid. Product: $($Device.Product) $($Device.Version) on $($Device.Platform)."
            Advice  = "If nobody uses it: Get-PlexAccountDevice | Where-Object Id -EQ '$($Device.Id)' | Remove-PlexAccountDevice"
            Check   = 'Device'
        }
        if ($Device.LastSeenAt) { Add-Finding @text -Severity Medium -Title "Last seen on $(ConvertTo-Day $Device.LastSeenAt)" }
        else { Add-Finding @text -Severity Low -Title 'It is not known when it was last seen' }
    }

    function Add-AccountFinding([PlexSecurity.PlexAccountSession] $Account, [int] $Days) {
        $at = @{ Subject = "Account '$($Account.Username)' at plex.tv"; Check = 'Server' }
        $before = $findings.Count
        # A server that only an open session knows has nothing that the account tells.
        $servers = @(Invoke-Check @at -Call { Get-PlexSource -AccountSession $Account } | Where-Object {
                $told = @($_.Owned, $_.Presence, $_.CreatedAt, $_.LastSeenAt).Where({ $null -ne $_ })
                $_.Kind -eq 'Server' -and ($_.Server -eq 'plex.tv' -or $told)
            })
        if ($findings.Count -eq $before) { Add-Finding @at -Severity Info -Title "Servers: $($servers.Count)" }
        foreach ($server in $servers) { Add-SourceFinding $server $Account }

        $at.Check = 'Device'
        $before = $findings.Count
        $devices = @(Invoke-Check @at -Call { Get-PlexAccountDevice -AccountSession $Account })
        if ($findings.Count -eq $before) { Add-Finding @at -Severity Info -Title "Devices with a token: $($devices.Count)" }
        $limit = [datetimeoffset]::Now.AddDays(-$Days)
        foreach ($device in $devices) { Add-DeviceFinding $device $limit }

        $at.Check = 'Token'
        $own = $devices | Where-Object { $_.IsThisClient -and $_.CreatedAt } | Select-Object -First 1
        $age = if ($own) { "This client signed in on $(ConvertTo-Day $own.CreatedAt)." }
        else { 'The age of the token is unknown.' }
        Add-Finding @at -Severity Info -Title 'A permanent token' -Detail $age
    }

    function ConvertTo-HtmlRow {
        process {
            $text = @{}
            foreach ($name in 'Severity', 'Subject', 'Title', 'Detail', 'Advice', 'Uri') {
                $text[$name] = [System.Net.WebUtility]::HtmlEncode("$($_.$name)")
            }
            if ($_.Serious) { $text.Label = "$($text.Severity), serious" } else { $text.Label = $text.Severity }
            # The names of cmdlets and parameters stay in one piece.
            $text.Advice = $text.Advice -creplace '[A-Z][a-z]+-[A-Z][A-Za-z]{1,30}|(?<= )-[A-Z][A-Za-z]{1,30}', '<code>$0</code>'
            if ($text.Uri) { $text.Title = '<a rel="noopener noreferrer" href="{0}">{1}</a>' -f $text.Uri, $text.Title }
            '<tr><td class="{0}">{1}</td><td>{2}</td><td><strong>{3}</strong><br>{4}</td><td>{5}</td></tr>' -f
                $text.Severity, $text.Label, $text.Subject, $text.Title, $text.Detail, $text.Advice
        }
    }

    function ConvertTo-HtmlTable([string] $Title, [object[]] $Of) {
        "<h2>$Title</h2>"
        if (-not $Of) { return '<p>None.</p>' }
        '<table><thead><tr><th>Severity</th><th>Subject</th><th>Finding</th><th>What to do</th></tr></thead><tbody>'
        $Of | Sort-Object { -not $_.Serious }, { $severities.IndexOf($_.Severity) }, Subject | ConvertTo-HtmlRow
        '</tbody></table>'
    }

    # One page that loads nothing: its policy permits this style and nothing else.
    function ConvertTo-HtmlPage([object[]] $Of) {
        $style = @'
:root {
  color-scheme: light dark;
  --text: #1c2024; --quiet: #5b6570; --back: #fff; --line: #d8dde3;
  --bad: #b3130a; --warn: #8a5300; --good: #1a6b34; --link: #0b57b0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e9ec; --quiet: #9aa5b0; --back: #15181b; --line: #363d45;
    --bad: #ff8a80; --warn: #f5b851; --good: #7ad494; --link: #8ab8ff;
  }
}
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
body { color: var(--text); background: var(--back); }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin-top: 2rem; }
p { color: var(--quiet); } a { color: var(--link); }
table { border-collapse: collapse; width: 100%; } th { text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .5rem .75rem .5rem 0; vertical-align: top; overflow-wrap: anywhere; }
th:first-child { width: 6.5rem; } th:nth-child(2) { width: 22%; } th:last-child { width: 30%; }
td:first-child { font-weight: 600; overflow-wrap: normal; } code { white-space: nowrap; }
@media (max-width: 40rem) {
  thead { display: none; } td { display: block; border: 0; padding: 0; } tr { display: block; padding: .75rem 0; }
  tr { border-bottom: 1px solid var(--line); }
}
.Critical, .High, .NotChecked { color: var(--bad); } .Medium, .NotScored { color: var(--warn); } .Info { color: var(--good); }
'@ -replace "`r"
        $sha = [System.Security.Cryptography.SHA256]::Create()
        try { $hash = [Convert]::ToBase64String($sha.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($style))) }
        finally { $sha.Dispose() }
        $serious = @($Of | Where-Object Serious).Count
        '<!DOCTYPE html>'
        '<html lang="en"><head><meta charset="utf-8">'
        $policy = "default-src 'none'; style-src 'sha256-$hash'; base-uri 'none'; form-action 'none'"
        "<meta http-equiv=`"Content-Security-Policy`" content=`"$policy`">"
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Plex security report</title><style>$style</style></head><body><h1>Plex security report</h1>"
        "<p>$(ConvertTo-Minute ([datetimeoffset]::Now)). Serious findings: $serious. $records</p>"
        ConvertTo-HtmlTable 'To act on' @($Of | Where-Object Severity -NE 'Info')
        ConvertTo-HtmlTable 'Also checked' @($Of | Where-Object Severity -EQ 'Info')
        '</body></html>'
    }

    # A reader finds the old report or the new one, whole.
    function Write-WholeFile([string] $File, [string] $Text) {
        if ([System.IO.Directory]::Exists($File)) { throw "'$File' is a folder." }
        $draft = '{0}.{1:n}.new' -f $File, [guid]::NewGuid()
        try {
            [System.IO.File]::WriteAllText($draft, $Text, (New-Object System.Text.UTF8Encoding $false))
            if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.File]::Move($draft, $File, $true) }
            else { Move-Item -LiteralPath $draft -Destination $File -Force }
        }
        finally { [System.IO.File]::Delete($draft) }
    }
}
process {
    foreach ($one in $Session) { $sessions.Add($one) }
}
end {
    $opened = $null
    try {
        if ($Account) {
            $signIn = { Connect-PlexAccount -FromEnvironment -PassThru }
            $opened = if ($FromEnvironment) { Invoke-Check 'Account of PLEX_TOKEN' Token -Call $signIn }
            $user = if ($FromEnvironment) { $opened } else { Get-PlexAccount | Select-Object -First 1 }
            if ($user) { Add-AccountFinding $user $NotSeenForDays }
        }
        else {
            # What it warns of is in the findings.
            $connect = { Connect-PlexServer -FromEnvironment -PassThru -WarningAction Ignore }
            $opened = if ($FromEnvironment) { Invoke-Check 'Server of PLEX_URL' Address -Call $connect }
            if ($opened) { $sessions.Add($opened) }
            elseif ($sessions.Count -eq 0 -and -not $FromEnvironment) {
                Get-PlexServerSession | ForEach-Object { $sessions.Add($_) }
            }
            foreach ($one in $sessions) { Add-SessionFinding $one }
        }
    }
    finally {
        if ($opened -and $Account) { $opened | Disconnect-PlexAccount }
        elseif ($opened) { $opened | Disconnect-PlexServer }
    }
    if ($findings.Count -eq 0) {
        throw 'There is nothing to check: connect with Connect-PlexServer or Connect-PlexAccount first, or give -FromEnvironment.'
    }

    if ($AsHtml) {
        $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($AsHtml)
        Write-WholeFile $file ((ConvertTo-HtmlPage $findings) -join "`n")
    }
    if ($Summary) {
        foreach ($group in $findings | Group-Object Subject) {
            [pscustomobject] @{
                Subject  = $group.Name
                Worst    = @($group.Group.Severity | Sort-Object { $severities.IndexOf($_) })[0]
                Serious  = @($group.Group | Where-Object Serious).Count
                Findings = @($group.Group | Where-Object Severity -NE 'Info').Count
            }
        }
    }
    else { $findings }
    exit $(if ($findings | Where-Object Serious) { 2 } else { 0 })
}
