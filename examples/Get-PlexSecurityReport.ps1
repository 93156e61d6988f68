<#
.SYNOPSIS
    Creates a security report of servers, addresses, tokens and devices, for example every week.
.DESCRIPTION
    Returns an object for each finding about the open sessions or, with -Account, about the servers and devices of the account:
    Severity, Serious, Subject, Check, Title, Detail, Advice and Uri. The script checks

    - the version: published vulnerabilities of it, or an invalid version,
    - the address: plain http, a relay,
    - the certificate: a skipped check,
    - the token: its kind, and its age if known,
    - the devices of the account: not seen by plex.tv for a year.

    A passed check is a finding with the severity Info. An item without a finding was not checked. A failed check has the severity
    NotChecked and is serious. A session keeps the version from the time of its connection. To check an updated server, connect
    again.

    Serious findings are vulnerabilities that are high, critical or affect tokens, a token sent to another machine over plain
    http or without a certificate check, and failed checks.

    The exit code is 2 if a finding is serious, and 0 otherwise. It is 1 if there was nothing to check or the report could not be
    written. With pwsh -File, this is the exit code of pwsh. With pwsh -Command, add: ; exit $LASTEXITCODE. In an open
    PowerShell, the shell stays open, and $LASTEXITCODE contains the exit code.

    The HTML report contains no scripts and loads no resources. It lists the vulnerabilities of your servers, so save it in a
    folder that only you can read. The report and the objects contain no token.
.EXAMPLE
    ./Get-PlexSecurityReport.ps1 | Where-Object Serious | Format-Table Severity, Subject, Title -Wrap

    Reports the serious findings of the open sessions.
.EXAMPLE
    Connect-PlexAccount
    ./Get-PlexSecurityReport.ps1 -Account -AsHtml report.html -Summary

    Reports on the account, as an HTML page and as a line for each server and device.
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
    # The sessions to check. By default, all open sessions are checked.
    [Parameter(ValueFromPipeline, ParameterSetName = 'Session')]
    [PlexSecurity.PlexServerSession[]] $Session,

    # Checks the servers and devices of the signed-in account instead of sessions.
    [Parameter(Mandatory, ParameterSetName = 'Account')]
    [switch] $Account,

    # For scheduled jobs: connects with PLEX_URL and PLEX_TOKEN, or signs in with PLEX_TOKEN, and disconnects at the end.
    [switch] $FromEnvironment,

    # Reports the devices that plex.tv has not seen for this number of days.
    [Parameter(ParameterSetName = 'Account')]
    [ValidateRange(1, 36500)]
    [int] $NotSeenForDays = 365,

    # The file for an HTML report.
    [string] $AsHtml,

    # Returns a line for each server and device instead of each finding.
    [switch] $Summary
)
begin {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'

    # From the most severe to the least severe.
    $severities = 'Critical', 'High', 'NotChecked', 'Medium', 'NotScored', 'Low', 'Info'
    $findings = New-Object System.Collections.Generic.List[object]
    $sessions = New-Object System.Collections.Generic.List[object]
    # The verbose message contains the date of the advisory data.
    $dataDate = "$(Get-PlexServerAdvisory -All -Verbose 4>&1 | Where-Object { $_ -isnot [PlexSecurity.PlexServerAdvisory] })"

    # Each text starts with a word of this script. A server name at the start could be a formula in a spreadsheet.
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

    # The messages of PlexSecurity contain no token.
    function Add-Failure([string] $Subject, [string] $Check, [System.Management.Automation.ErrorRecord] $Failure) {
        $advice = if ($Failure.FullyQualifiedErrorId -like 'PlexInvalidVersion,*') {
            'Find the version in the settings of the server, and check it with Get-PlexServerAdvisory -Version.'
        }
        elseif ($Failure.ErrorDetails) { $Failure.ErrorDetails.RecommendedAction }
        $text = @{ Title = 'The check failed'; Detail = "Error: $Failure"; Advice = $advice }
        Add-Finding -Subject $Subject -Check $Check -Severity NotChecked @text -Serious
    }

    # Runs a call and returns its output. Adds a serious finding for each error, and a finding for each warning.
    function Invoke-Check([string] $Subject, [string] $Check, [scriptblock] $Call) {
        $ErrorActionPreference = $WarningPreference = 'Continue'
        $target = @{ Subject = $Subject; Check = $Check }
        try {
            & $Call 2>&1 3>&1 | ForEach-Object {
                if ($_ -is [System.Management.Automation.ErrorRecord]) { Add-Failure @target -Failure $_ }
                elseif ($_ -is [System.Management.Automation.WarningRecord]) {
                    Add-Finding @target -Severity Low -Title 'The check returned a warning' -Detail "Warning: $_"
                }
                else { $_ }
            }
        }
        catch { Add-Failure @target -Failure $_ }
    }

    function ConvertTo-DateText([datetimeoffset] $Time) { $Time.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }

    function ConvertTo-TimeText([datetimeoffset] $Time) {
        $Time.ToString('yyyy-MM-dd HH:mm zzz', [cultureinfo]::InvariantCulture)
    }

    function Add-AdvisoryFinding([string] $Subject, [string] $Version, [string] $Update, [scriptblock] $Call) {
        $numbers = ($Version -split '-')[0]
        $target = @{ Subject = $Subject; Check = 'Version' }
        $before = $findings.Count
        foreach ($advisory in @(Invoke-Check @target -Call $Call)) {
            $text = @{
                Title   = "$advisory"
                Detail  = "Affected versions: $($advisory.Affected). The server runs $numbers."
                Advice  = "$Update to the latest version. Read the CVE record: it lists no unaffected version."
                Uri     = $advisory.Uri
                Serious = $advisory.AffectsTokens -or $advisory.Severity -ge [PlexSecurity.PlexAdvisorySeverity]::High
            }
            if ($advisory.AffectsTokens) { $text.Detail += ' The vulnerability affects tokens.' }
            if ($advisory.FixedIn) {
                $text.Advice = "$Update to $($advisory.FixedIn) or later. The CVE record lists this version as unaffected."
            }
            Add-Finding @target -Severity $advisory.Severity @text
        }
        if ($findings.Count -eq $before) {
            $detail = "No advisory in the module applies. $dataDate"
            Add-Finding @target -Severity Info -Title "Version ${numbers}: no known vulnerability" -Detail $detail
        }
    }

    # Requests to this machine do not cross the network, so no attacker on the network can read them.
    function Add-ConnectionFinding([hashtable] $Target, [uri] $Address, [string] $Title, [string] $Advice) {
        $text = if ($Address.IsLoopback) { @{ Severity = 'Low'; Detail = 'The server is on this machine.' } }
        else { @{ Severity = 'High'; Detail = 'An attacker on the network can read the token.'; Serious = $true } }
        Add-Finding @Target @text -Title $Title -Advice $Advice
    }

    function Add-SessionFinding([PlexSecurity.PlexServerSession] $Server) {
        $subject = "Server '$($Server.Name)' at $($Server.Uri.AbsoluteUri)"
        Add-AdvisoryFinding $subject $Server.Version -Update 'Update the server' -Call { Get-PlexServerAdvisory -Session $Server }
        if (-not $Server.IsConnected) { return }

        $target = @{ Subject = $subject; Check = 'Address' }
        if ($Server.Uri.Scheme -ne 'https') {
            $advice = 'Connect over https. Get-PlexSourceConnection lists the addresses.'
            Add-ConnectionFinding $target $Server.Uri -Title 'The connection uses plain http' -Advice $advice
        }
        elseif ($Server.SkipsCertificateCheck) {
            $advice = 'Connect with -CertificateThumbprint instead of -SkipCertificateCheck.'
            Add-ConnectionFinding $target $Server.Uri -Title 'The certificate was not checked' -Advice $advice
        }
        else {
            $detail = if ($Server.CertificateThumbprint) { "Pinned: $($Server.CertificateThumbprint)" }
            else { 'The system trusts the certificate.' }
            Add-Finding @target -Severity Info -Title 'Https with a checked certificate' -Detail $detail
        }
        if ($Server.Connection -and $Server.Connection.Relay) {
            $advice = 'Connect to a direct address. Test-PlexSourceConnection shows the reachable addresses.'
            $detail = 'A relay of Plex forwards the requests and responses.'
            Add-Finding @target -Severity Low -Title 'The connection uses a relay' -Detail $detail -Advice $advice
        }

        $target.Check = 'Token'
        $since = "The session was opened on $(ConvertTo-TimeText $Server.ConnectedAt)."
        if ($Server.TokenKind -eq 'Transient') {
            $end = ConvertTo-TimeText ($Server.ConnectedAt + [PlexSecurity.PlexTransientToken]::MaximumLifetime)
            $detail = "$since The age of the token is unknown. It expires by $end."
            Add-Finding @target -Severity Info -Title 'The session has a transient token' -Detail $detail
        }
        else {
            $detail = "$since The age of the token is unknown."
            $advice = 'Connect with -Transient if you do not need a permanent token.'
            Add-Finding @target -Severity Low -Title 'The session has a permanent token' -Detail $detail -Advice $advice
        }
    }

    # Leaves out the vulnerabilities of other platforms, if plex.tv lists the platform of the server.
    function Get-SourceAdvisory([PlexSecurity.PlexSource] $Source) {
        Get-PlexServerAdvisory -Version "$($Source.Version)" |
            Where-Object { -not $_.Platform -or -not $Source.Platform -or $_.Platform -eq $Source.Platform }
    }

    function Add-SourceFinding([PlexSecurity.PlexSource] $Source, [PlexSecurity.PlexAccountSession] $Account) {
        $subject = "Server '$($Source.Title)' ($($Source.Identifier))"
        $update = if ($Source.Owned -eq $false) { 'Ask the owner to update the server' } else { 'Update the server' }
        Add-AdvisoryFinding $subject $Source.Version -Update $update -Call { Get-SourceAdvisory $Source }

        $target = @{ Subject = $subject; Check = 'Address' }
        foreach ($connection in Invoke-Check @target -Call { Get-PlexSourceConnection $Source.Source -AccountSession $Account }) {
            $addresses = @($connection.Connections)
            $plain = @($addresses | Where-Object Protocol -NE 'https')
            $relays = @($addresses | Where-Object Relay)
            $detail = "Addresses: $($(if ($plain) { $plain } else { $addresses }) -join ', ')"
            $advice = 'Set Secure connections to Required in the network settings of the server.'
            if ($addresses.Count -eq 0) { Add-Finding @target -Severity Info -Title 'The server has no address' }
            elseif ($plain.Count -eq 0) { Add-Finding @target -Severity Info -Title 'All addresses use https' -Detail $detail }
            elseif ($plain.Count -lt $addresses.Count) {
                Add-Finding @target -Severity Low -Title 'Some addresses use plain http' -Detail $detail -Advice $advice
            }
            else { Add-Finding @target -Severity Medium -Title 'All addresses use plain http' -Detail $detail -Advice $advice }
            if ($relays) {
                $advice = 'If a direct address works, turn off the relay in the remote access settings of the server.'
                $detail = "Addresses: $($relays -join ', ')"
                Add-Finding @target -Severity Low -Title 'The server has a relay' -Detail $detail -Advice $advice
            }
        }
    }

    function Add-DeviceFinding([PlexSecurity.PlexAccountDevice] $Device, [datetimeoffset] $NotSeenSince) {
        if ($Device.LastSeenAt -ge $NotSeenSince) { return }
        # The command contains the id and not the name, because a hostile name could be code in a copied command.
        $remove = "Get-PlexAccountDevice | Where-Object Id -EQ '$($Device.Id)' | Remove-PlexAccountDevice"
        $product = "$($Device.Product) $($Device.Version) on $($Device.Platform)"
        $text = @{
            Subject = "Device '$Device' ($($Device.Id))"
            Detail  = "The token of the device is still valid. Product: $product."
            Advice  = "If the device is not in use, remove it: $remove"
            Check   = 'Device'
        }
        if (-not $Device.LastSeenAt) { Add-Finding @text -Severity Low -Title 'Last seen on an unknown date' }
        else { Add-Finding @text -Severity Medium -Title "Last seen on $(ConvertTo-DateText $Device.LastSeenAt)" }
    }

    function Add-AccountFinding([PlexSecurity.PlexAccountSession] $Account, [int] $Days) {
        $target = @{ Subject = "Account '$($Account.Username)' at plex.tv"; Check = 'Server' }
        $before = $findings.Count
        # Leaves out servers without account details. They belong only to open sessions and not to the account.
        $servers = @(Invoke-Check @target -Call { Get-PlexSource -AccountSession $Account } | Where-Object {
                $details = @($_.Owned, $_.Presence, $_.CreatedAt, $_.LastSeenAt).Where({ $null -ne $_ })
                $_.Kind -eq 'Server' -and ($_.Server -eq 'plex.tv' -or $details)
            })
        if ($findings.Count -eq $before) { Add-Finding @target -Severity Info -Title "Servers: $($servers.Count)" }
        foreach ($server in $servers) { Add-SourceFinding $server $Account }

        $target.Check = 'Device'
        $before = $findings.Count
        $devices = @(Invoke-Check @target -Call { Get-PlexAccountDevice -AccountSession $Account })
        if ($findings.Count -eq $before) { Add-Finding @target -Severity Info -Title "Devices with a token: $($devices.Count)" }
        $limit = [datetimeoffset]::Now.AddDays(-$Days)
        foreach ($device in $devices) { Add-DeviceFinding $device $limit }

        $target.Check = 'Token'
        $own = $devices | Where-Object { $_.IsThisClient -and $_.CreatedAt } | Select-Object -First 1
        $age = if ($own) { "This client signed in on $(ConvertTo-DateText $own.CreatedAt)." }
        else { 'The age of the token is unknown.' }
        Add-Finding @target -Severity Info -Title 'The sign-in has a permanent token' -Detail $age
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
        $serious = @($Rows | Where-Object Serious).Count
        '<!DOCTYPE html>'
        '<html lang="en"><head><meta charset="utf-8">'
        $policy = "default-src 'none'; style-src 'sha256-$hash'; base-uri 'none'; form-action 'none'"
        "<meta http-equiv=`"Content-Security-Policy`" content=`"$policy`">"
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Plex security report</title><style>$style</style></head><body><h1>Plex security report</h1>"
        "<p>$(ConvertTo-TimeText ([datetimeoffset]::Now)). Serious findings: $serious. $dataDate</p>"
        ConvertTo-HtmlTable 'Findings' @($Rows | Where-Object Severity -NE 'Info')
        ConvertTo-HtmlTable 'Passed checks' @($Rows | Where-Object Severity -EQ 'Info')
        '</body></html>'
    }

    # A reader always finds a complete report, either the old or the new one.
    function Write-ReportFile([string] $File, [string] $Text) {
        if ([System.IO.Directory]::Exists($File)) { throw "'$File' is a folder." }
        $temporary = '{0}.{1:n}.new' -f $File, [guid]::NewGuid()
        try {
            [System.IO.File]::WriteAllText($temporary, $Text, (New-Object System.Text.UTF8Encoding $false))
            if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.File]::Move($temporary, $File, $true) }
            else { Move-Item -LiteralPath $temporary -Destination $File -Force }
        }
        finally { [System.IO.File]::Delete($temporary) }
    }
}
process {
    foreach ($item in $Session) { $sessions.Add($item) }
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
            # The findings contain the same warnings.
            $connect = { Connect-PlexServer -FromEnvironment -PassThru -WarningAction Ignore }
            $opened = if ($FromEnvironment) { Invoke-Check 'Server of PLEX_URL' Address -Call $connect }
            if ($opened) { $sessions.Add($opened) }
            elseif ($sessions.Count -eq 0 -and -not $FromEnvironment) {
                Get-PlexServerSession | ForEach-Object { $sessions.Add($_) }
            }
            foreach ($item in $sessions) { Add-SessionFinding $item }
        }
    }
    finally {
        if ($opened -and $Account) { $opened | Disconnect-PlexAccount }
        elseif ($opened) { $opened | Disconnect-PlexServer }
    }
    if ($findings.Count -eq 0) {
        throw 'There is nothing to check. Run Connect-PlexServer or Connect-PlexAccount first, or specify -FromEnvironment.'
    }

    if ($AsHtml) {
        $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($AsHtml)
        Write-ReportFile $file ((ConvertTo-HtmlPage $findings) -join "`n")
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
