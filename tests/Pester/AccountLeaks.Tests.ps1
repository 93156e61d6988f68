# Every cmdlet of an account in every fault of plex.tv, as loud as it goes. One child shell does it all and keeps what it could see
# in a file: each stream, the errors with all that is inside them, the views, JSON and CLIXML.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason
    if ($skipReason) { return }

    $script:seen = Join-Path $TestDrive 'seen.txt'
    $script:transcript = Join-Path $TestDrive 'transcript.txt'
    $script:printed = Join-Path $TestDrive 'printed.txt'
    Invoke-AccountControl clear
    $script:shown = Invoke-AccountShell -Environment @{ LEAK_SEEN = $seen; LEAK_TRANSCRIPT = $transcript; LEAK_PRINTED = $printed } -Script @'
$ErrorActionPreference = 'Continue'
# No browser is there: the address with the strong code is shown.
$env:PATH = ''
$accountToken = $account.token
$texts = [System.Collections.Generic.HashSet[string]]::new()
$known = [System.Collections.Generic.HashSet[object]]::new([System.Collections.Generic.ReferenceEqualityComparer]::Instance)

# All that can be read of an object. On Linux a SecureString is saved as it is, which the help says; only that is left out.
function Add-Text($Object, [switch] $Json) {
    $null = $texts.Add("$Object")
    $null = $texts.Add(($Object | Format-List * -Force | Out-String -Width 4096))
    $null = $texts.Add(($Object | Out-String -Width 4096))
    $saved = [System.Management.Automation.PSSerializer]::Serialize($Object, 3)
    $null = $texts.Add(($saved -replace '<SS[^>]*>[^<]*</SS>'))
    if ($Json) { $null = $texts.Add(($Object | ConvertTo-Json -Depth 5 -WarningAction Ignore)) }
}

# A record's JSON would be that of its invocation, which is the engine's own; of a verbose line there is only its text.
function Add-Record($Record) {
    if (-not $known.Add($Record)) { return }
    if ($Record -is [System.Management.Automation.InformationalRecord]) { $null = $texts.Add($Record.Message); return }
    if ($Record -isnot [System.Management.Automation.ErrorRecord]) {
        Add-Text $Record -Json:($Record -isnot [System.Management.Automation.InformationRecord])
        return
    }
    Add-Text $Record
    $null = $texts.Add("$($Record.TargetObject)")
    $null = $texts.Add(($Record.ErrorDetails | ConvertTo-Json))
    for ($e = $Record.Exception; $e; $e = $e.InnerException) {
        $null = $texts.Add("$e")
        $null = $texts.Add(($e | Format-List * -Force | Out-String -Width 4096))
        $e.Data.Keys + $e.Data.Values | ForEach-Object { $null = $texts.Add("$_") }
    }
}

# Runs an action and says which error it met.
function Invoke-Seen([string] $Name, [string] $Fault, [scriptblock] $Action) {
    $Error.Clear()
    $VerbosePreference = $DebugPreference = 'Continue'
    $records = @(& { try { & $Action } catch { $_ } } *>&1)
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    $records + $Error | ForEach-Object { Add-Record $_ }
    $errors = $records | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    $errors | ForEach-Object { "said: $Fault | $Name | $_ $($_.ErrorDetails.RecommendedAction)" }
    $ids = $errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Select-Object -Unique
    "row: $Fault | $Name | $($ids -join ' ')"
}

function Add-Fault([hashtable] $Fault, [string] $Path, [string] $Times = 'always') {
    $query = foreach ($name in $Fault.Keys) { '{0}={1}' -f $name, [uri]::EscapeDataString($Fault[$name]) }
    $null = Invoke-Control "fault?path=$Path&times=$Times&$($query -join '&')"
}

$faults = [ordered]@{
    unauthorized             = @{ kind = 'status'; code = 401 }
    forbidden                = @{ kind = 'status'; code = 403 }
    unprocessable            = @{ kind = 'status'; code = 422 }
    limited                  = @{ kind = 'status'; code = 429; 'retry-after' = 1 }
    'limited with the token' = @{ kind = 'status'; code = 429; 'retry-after' = $accountToken; body = $accountToken }
    broken                   = @{ kind = 'status'; code = 500; body = $accountToken }
    unavailable              = @{ kind = 'status'; code = 503 }
    dropped                  = @{ kind = 'drop' }
    'cut at once'            = @{ kind = 'drop-after-headers' }
    cut                      = @{ kind = 'truncate'; bytes = 150 }
    portal                   = @{ kind = 'html' }
    'no list'                = @{ kind = 'garbage'; body = '{"error":"none"}' }
    echo                     = @{ kind = 'echo' }
    'echo as JSON'           = @{ kind = 'garbage'; body = "[{`"$accountToken`":`"\q$accountToken" }
    'echo as XML'            = @{ kind = 'garbage'; 'content-type' = 'text/xml'; body = "<a $accountToken='&$accountToken;'/>" }
    'echo as type'           = @{ kind = 'garbage'; 'content-type' = "text/$accountToken"; body = 'x' }
    'echo in the status line' = @{ kind = 'raw'; body = "HTTP/1.1 $accountToken OK`r`n`r`n" }
    'echo in a header'       = @{ kind = 'raw'; body = "HTTP/1.1 200 OK`r`nbad ${accountToken}: x`r`n`r`n" }
    redirect                 = @{ kind = 'redirect'; location = "https://a:${accountToken}@elsewhere.invalid/?a=$accountToken" }
    'redirect by its path'   = @{ kind = 'redirect'; location = "https://elsewhere.invalid/$accountToken/x" }
}

# The polls of a sign-in take a second at least: all faults at once, each shell's first poll meets one. A person signs in meanwhile, so
# that what is cut off has the token in it.
foreach ($fault in $faults.Values) { Add-Fault $fault '/api/v2/pins/*' 1 }
$person = Start-ThreadJob -ArgumentList $account.control, ($faults.Count + 1) -ScriptBlock {
    param($control, $count)
    $claimed = @{}
    foreach ($try in 1..300) {
        foreach ($pin in Invoke-RestMethod "$($control)simulator/pins" -NoProxy | ForEach-Object { $_ }) {
            if ($claimed[$pin.code]) { continue }
            $null = Invoke-RestMethod -Method Post "$($control)simulator/pin/claim?code=$($pin.code)" -NoProxy
            $claimed[$pin.code] = $true
        }
        if ($claimed.Count -ge $count) { return }
        [Threading.Thread]::Sleep(100)
    }
}
$signIns = 0..$faults.Count | ForEach-Object -ThrottleLimit 25 -Parallel {
    Import-Module $env:PLEXSECURITY_MODULE
    $way = @{ Proxy = ($using:account).proxy; MaximumRetryCount = 0; ClientIdentifier = "leak-$_"; SignInTimeoutSec = 4; PassThru = $true }
    $VerbosePreference = $DebugPreference = 'Continue'
    $records = @(& { try { Connect-PlexAccount @way } catch { $_ } } *>&1)
    [pscustomobject]@{ Records = $records; Errors = @($Error) }
}
$null = $person | Receive-Job -Wait
$signIns | ForEach-Object { $_.Records + $_.Errors } | ForEach-Object { Add-Record $_ }
$signInErrors = $signIns.Errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Sort-Object -Unique
"sign-in errors: $signInErrors"
"sign-in sessions: $(@($signIns.Records | Where-Object { $_ -is [PlexSecurity.PlexAccountSession] }).Count)"
"polls: $(@(Invoke-Control requests Get | ForEach-Object { $_ } | Where-Object path -like '/api/v2/pins/?*').Count)"
$null = Invoke-Control clear

# The others, each in each fault of what it asks. None is last: there all go well.
Connect-PlexAccount @way -Token $token
$last = $signIns.Records | Where-Object { $_ -is [PlexSecurity.PlexAccountSession] } | Select-Object -Last 1
$devices = Get-PlexAccountDevice -Product PlexSecurity | Where-Object ClientIdentifier -ne $last.ClientIdentifier
$gone = $devices[0]
$actions = @(
    @{ Path = '/api/v2/pins'; Name = 'code'; Run = { Connect-PlexAccount @way -SignInTimeoutSec 1 } }
    @{ Path = '/api/v2/pins'; Name = 'browser'; Run = { Connect-PlexAccount @way -OpenBrowser -SignInTimeoutSec 1 } }
    @{ Path = '/api/v2/user'; Name = 'token'; Run = { Connect-PlexAccount @way -Token $token -PassThru } }
    @{ Path = '/api/v2/user'; Name = 'refresh'; Run = { Get-PlexAccount -Refresh } }
    @{ Path = '/api/v2/resources'; Name = 'source'; Run = { Get-PlexSource -Account } }
    @{ Path = '/api/v2/resources'; Name = 'connection'; Run = { Get-PlexSourceConnection Attic, Cellar, server://unknown -Account } }
    @{ Path = '/api/v2/resources'; Name = 'name'; Run = { Connect-PlexServer -Name Attic -PassThru } }
    @{ Path = '/devices.xml'; Name = 'device'; Run = { Get-PlexAccountDevice } }
    @{ Path = '/devices/*'; Name = 'remove'; Run = { $gone | Remove-PlexAccountDevice -Confirm:$false } }
    @{ Path = '/api/v2/users/signout'; Name = 'sign out'; Run = { Disconnect-PlexAccount -SignOut } }
)
foreach ($fault in $faults.GetEnumerator()) {
    foreach ($action in $actions) {
        # These would end the token that every test uses, and then answer without a body.
        if ($fault.Key -like 'cut*' -and $action.Name -in 'remove', 'sign out') { continue }
        # No token was sent there that could come back.
        if ($fault.Key -eq 'redirect by its path' -and $action.Path -eq '/api/v2/pins') { continue }
        Add-Fault $fault.Value $action.Path
        Invoke-Seen $action.Name $fault.Key $action.Run
        $null = Invoke-Control clear
        if ($action.Name -notin 'token', 'sign out') { continue }
        Get-PlexAccount | Disconnect-PlexAccount
        Connect-PlexAccount @way -Token $token
    }
}

# A media server of the account that repeats its token, what is given wrongly, and what goes well.
$null = Invoke-RestMethod -Method Post -NoProxy "$($server.http)simulator/fault?kind=echo&path=/&times=1"
Invoke-Seen 'name' 'echo of the server' { Connect-PlexServer -Name Attic -PassThru }
Invoke-Seen 'token' 'wrong' { Connect-PlexAccount @way -Token "$accountToken-with-more" }
Invoke-Seen 'token' 'damaged' { Connect-PlexAccount @way -Token "$accountToken`n" }
Invoke-Seen 'token' 'transient' { Connect-PlexAccount @way -Token "transient-$accountToken" }
foreach ($action in $actions | Where-Object { $_.Name -notin 'remove', 'sign out' }) { Invoke-Seen $action.Name 'none' $action.Run }
$next = $devices[1]
Invoke-Seen 'remove' 'none' { $next | Remove-PlexAccountDevice -Confirm:$false }
Invoke-Seen 'sign out' 'none' { $last | Disconnect-PlexAccount -SignOut }
Invoke-Seen 'sign out' 'ended' { $last; Get-PlexSource -AccountSession $last }

# As a person sees it, with a transcript.
$null = Start-Transcript -LiteralPath $env:LEAK_TRANSCRIPT
$VerbosePreference = $DebugPreference = 'Continue'
try { Connect-PlexAccount @way -SignInTimeoutSec 3 } catch { Write-Host "$_" }
foreach ($fault in 'echo', $null) {
    foreach ($action in $actions | Where-Object { $_.Name -notin 'remove', 'sign out' }) {
        if ($fault) { Add-Fault $faults[$fault] $action.Path }
        try { . $action.Run | Out-Default } catch { Write-Host ($_ | Format-List * -Force | Out-String -Width 4096) }
    }
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    $null = Invoke-Control clear
    $VerbosePreference = $DebugPreference = 'Continue'
}
$null = Stop-Transcript
$VerbosePreference = $DebugPreference = 'SilentlyContinue'

[IO.File]::WriteAllText($env:LEAK_SEEN, ($texts -join "`n"))

# What a search has to find: the same objects, their secrets not left out.
$source = Get-PlexSourceConnection Attic -Account
$texts.Clear()
$null = $texts.Add(($source.AccessToken | ConvertFrom-SecureString -AsPlainText))
$null = $texts.Add([System.Management.Automation.PSSerializer]::Serialize((Get-PlexAccount)[0]))
$null = $texts.Add("$((Invoke-Control pins Get | ForEach-Object { $_ })[0].id)")
[IO.File]::WriteAllText($env:LEAK_PRINTED, ($texts -join "`n"))
'finished'
'@
    $script:secrets = Get-AccountSecret | Select-Object -Unique
    $script:rows = [regex]::Matches($shown, '(?m)^row: (.*?) \| (.*?) \| (.*?)\r?$') |
        ForEach-Object { [pscustomobject]@{ Fault = $_.Groups[1].Value; Cmdlet = $_.Groups[2].Value; Ids = $_.Groups[3].Value } }

    # Line breaks must not hide a secret.
    function script:Find-InFile([string] $Path) {
        $text = Get-Content -LiteralPath $Path -Raw
        @(Find-Secret $text $secrets) + @(Find-Secret ($text -replace '\s') $secrets)
    }
}

Describe 'The cmdlets of an account' -Tag 'Account', 'Security' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
    }

    It 'show no token and no pin id in any output, in any failure' {
        $shown | Should -Match '(?m)^finished'
        Find-InFile $seen | Should -BeNullOrEmpty
    }

    It 'show none on the screen or in a transcript' {
        @(Find-Secret ($shown -replace '\s') $secrets) | Should -BeNullOrEmpty
        $text = Get-Content -LiteralPath $transcript -Raw
        foreach ($line in 'POST https://clients.plex.tv/api/v2/pins', 'GET https://clients.plex.tv/api/v2/pins/ID: 200',
            'GET https://clients.plex.tv/api/v2/resources', 'GET https://plex.tv/devices.xml') {
            $text.Contains("VERBOSE: $line") | Should -BeTrue -Because "the transcript has $line"
        }
        Find-InFile $transcript | Should -BeNullOrEmpty
    }

    It 'meet every fault, and the search covers every secret' {
        $met = $rows | Where-Object Fault -NE 'none'
        @($met).Count | Should -BeGreaterThan 185
        # plex.tv has ended the token already: nothing is left to sign out of.
        $silent = $met | Where-Object { -not $_.Ids }
        $silent | ForEach-Object { "$($_.Fault), $($_.Cmdlet)" } | Should -Be @('unauthorized, sign out', 'unprocessable, sign out')
        $ids = $met.Ids -split ' ' | Where-Object { $_ } | Sort-Object -Unique
        $ids | Should -Match '^Plex'
        foreach ($id in 'Unauthorized', 'Forbidden', 'RateLimited', 'ServerUnavailable', 'ConnectionFailed', 'InvalidResponse', 'Redirected') {
            $ids | Should -Contain "Plex$id"
        }
        # Verbose lines are among what was looked at.
        foreach ($line in 'GET https://plex.tv/api/v2/user: 401', 'DELETE https://plex.tv/api/v2/users/signout: 403') {
            (Get-Content -LiteralPath $seen -Raw).Contains($line) | Should -BeTrue -Because "-Verbose tells of $line"
        }
        $shown | Should -Match 'sign-in errors: .*PlexForbidden.*PlexInvalidResponse.*PlexRedirected.*PlexUnauthorized'
        [int] [regex]::Match($shown, 'sign-in sessions: (\d+)').Groups[1].Value | Should -BeGreaterThan 5
        [int] [regex]::Match($shown, 'polls: (\d+)').Groups[1].Value | Should -BeGreaterThan 19
        $rows | Where-Object { $_.Fault -eq 'none' -and $_.Ids -and $_.Cmdlet -notin 'code', 'browser', 'connection' } |
            Should -BeNullOrEmpty
        # Tokens of two accounts' servers, of devices and of sign-ins, and the pins.
        $secrets.Count | Should -BeGreaterThan 50
        $secrets | ForEach-Object { $_.Length | Should -BeGreaterThan 8 }
    }

    It 'report plex.tv: no error blames a media server or names a parameter that the cmdlet lacks' {
        $said = [regex]::Matches($shown, '(?m)^said: (.*?) \| (.*?) \| (.*?)\r?$') | Where-Object {
            $_.Groups[1].Value -notin 'echo of the server', 'wrong', 'damaged', 'transient', 'none', 'ended'
        } | ForEach-Object { $_.Groups[3].Value -replace 'the account servers' }
        @($said).Count | Should -BeGreaterThan 185
        $said | Where-Object { $_ -notmatch 'plex\.tv' } | Should -BeNullOrEmpty
        $said | Where-Object { $_ -match '\bserver|-Certificate|-SkipCertificate|-ThrottleLimit|-Allow|-MaximumRetry' } | Should -BeNullOrEmpty
    }

    It 'would be caught: a printed token is found in every form' {
        $found = Find-InFile $printed
        $pins = Invoke-AccountControl pins -Method Get
        $found | Should -Contain "$($pins[0].id)"
        $found | Should -Contain ([BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes((Get-StandInServer).account.token)) -replace '-')
        @($found | Where-Object { $_ -in (Invoke-AccountControl tokens -Method Get) }).Count | Should -BeGreaterThan 0
        foreach ($form in Get-SecretForm $secrets[2]) { Find-Secret "before $form behind" $secrets | Should -Contain $form }
        foreach ($before in '', 'a', 'ab') {
            $text = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$before$($secrets[2])xyz"))
            Find-Secret $text $secrets | Should -Not -BeNullOrEmpty
        }
    }
}
