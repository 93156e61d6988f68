# Runs each account cmdlet with each fault of plex.tv. A child shell saves all output in a file: the streams with verbose and
# debug messages, the errors with their inner exceptions, the views, JSON and CLIXML.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason
    if ($skipReason) { return }

    $script:outputFile = Join-Path $TestDrive 'output.txt'
    $script:transcript = Join-Path $TestDrive 'transcript.txt'
    $script:leakFile = Join-Path $TestDrive 'leak.txt'
    Invoke-AccountControl clear
    $files = @{ LEAK_OUTPUT = $outputFile; LEAK_TRANSCRIPT = $transcript; LEAK_EXAMPLE = $leakFile }
    $script:console = Invoke-AccountShell -Environment $files -Script @'
$ErrorActionPreference = 'Continue'
# Without a browser, the cmdlet shows the address with the strong code.
$env:PATH = ''
$accountToken = $account.token
$texts = [System.Collections.Generic.HashSet[string]]::new()
$comparer = [System.Collections.Generic.ReferenceEqualityComparer]::Instance
$savedRecords = [System.Collections.Generic.HashSet[object]]::new($comparer)

# Saves every text of an object. CLIXML on Linux contains a SecureString without encryption, as documented. It is left out.
function Add-Text($Object, [switch] $Json) {
    $null = $texts.Add("$Object")
    $null = $texts.Add(($Object | Format-List * -Force | Out-String -Width 4096))
    $null = $texts.Add(($Object | Out-String -Width 4096))
    $xml = [System.Management.Automation.PSSerializer]::Serialize($Object, 3)
    $null = $texts.Add(($xml -replace '<SS[^>]*>[^<]*</SS>'))
    if ($Json) { $null = $texts.Add(($Object | ConvertTo-Json -Depth 5 -WarningAction Ignore)) }
}

# Saves a record without the JSON of its invocation, because PowerShell creates it. A verbose record has only a message.
function Add-Record($Record) {
    if (-not $savedRecords.Add($Record)) { return }
    if ($Record -is [System.Management.Automation.InformationalRecord]) { $null = $texts.Add($Record.Message); return }
    if ($Record -isnot [System.Management.Automation.ErrorRecord]) {
        Add-Text $Record -Json:($Record -isnot [System.Management.Automation.InformationRecord])
        return
    }
    Add-Text $Record
    $null = $texts.Add("$($Record.TargetObject)")
    $null = $texts.Add(($Record.ErrorDetails | ConvertTo-Json))
    for ($exception = $Record.Exception; $exception; $exception = $exception.InnerException) {
        $null = $texts.Add("$exception")
        $null = $texts.Add(($exception | Format-List * -Force | Out-String -Width 4096))
        $exception.Data.Keys + $exception.Data.Values | ForEach-Object { $null = $texts.Add("$_") }
    }
}

# Runs an action, saves its records, and writes its error messages and IDs.
function Invoke-Action([string] $Name, [string] $Fault, [scriptblock] $Action) {
    $Error.Clear()
    $VerbosePreference = $DebugPreference = 'Continue'
    $records = @(& { try { & $Action } catch { $_ } } *>&1)
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    $records + $Error | ForEach-Object { Add-Record $_ }
    $errors = $records | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    $errors | ForEach-Object { "message: $Fault | $Name | $_ $($_.ErrorDetails.RecommendedAction)" }
    $ids = $errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Select-Object -Unique
    "result: $Fault | $Name | $($ids -join ' ')"
}

function Add-Fault([hashtable] $Fault, [string] $Path, [string] $Times = 'always') {
    $query = foreach ($name in $Fault.Keys) { '{0}={1}' -f $name, [uri]::EscapeDataString($Fault[$name]) }
    $null = Invoke-Control "fault?path=$Path&times=$Times&$($query -join '&')"
}

$faults = [ordered]@{
    unauthorized             = @{ kind = 'status'; code = 401 }
    forbidden                = @{ kind = 'status'; code = 403 }
    unprocessable            = @{ kind = 'status'; code = 422 }
    'rate limit'             = @{ kind = 'status'; code = 429; 'retry-after' = 1 }
    'token in Retry-After'   = @{ kind = 'status'; code = 429; 'retry-after' = $accountToken; body = $accountToken }
    'server error'           = @{ kind = 'status'; code = 500; body = $accountToken }
    unavailable              = @{ kind = 'status'; code = 503 }
    'no response'            = @{ kind = 'drop' }
    'only headers'           = @{ kind = 'drop-after-headers' }
    truncated                = @{ kind = 'truncate'; bytes = 150 }
    'web page'               = @{ kind = 'html' }
    'no list'                = @{ kind = 'garbage'; body = '{"error":"none"}' }
    'token as text'          = @{ kind = 'echo' }
    'token in JSON'          = @{ kind = 'garbage'; body = "[{`"$accountToken`":`"\q$accountToken" }
    'token in XML'           = @{ kind = 'garbage'; 'content-type' = 'text/xml'; body = "<a $accountToken='&$accountToken;'/>" }
    'token in content type'  = @{ kind = 'garbage'; 'content-type' = "text/$accountToken"; body = 'x' }
    'token in status line'   = @{ kind = 'raw'; body = "HTTP/1.1 $accountToken OK`r`n`r`n" }
    'token in header'        = @{ kind = 'raw'; body = "HTTP/1.1 200 OK`r`nbad ${accountToken}: x`r`n`r`n" }
    redirect                 = @{ kind = 'redirect'; location = "https://a:${accountToken}@elsewhere.invalid/?a=$accountToken" }
    'token in redirect path' = @{ kind = 'redirect'; location = "https://elsewhere.invalid/$accountToken/x" }
}

# A poll takes at least a second, so all sign-ins run in parallel. The first poll of each sign-in gets one fault. The codes are
# claimed at once, so that a truncated response contains a token.
foreach ($fault in $faults.Values) { Add-Fault $fault '/api/v2/pins/*' 1 }
Set-Claim ($faults.Count + 1)
$signIns = 0..$faults.Count | ForEach-Object -ThrottleLimit 25 -Parallel {
    Import-Module $env:PLEXSECURITY_MODULE
    $options = @{ Proxy = ($using:account).proxy; MaximumRetryCount = 0; ClientIdentifier = "leak-$_" }
    $options += @{ SignInTimeoutSec = 4; PassThru = $true }
    $VerbosePreference = $DebugPreference = 'Continue'
    $records = @(& { try { Connect-PlexAccount @options } catch { $_ } } *>&1)
    [pscustomobject]@{ Records = $records; Errors = @($Error) }
}
$signIns | ForEach-Object { $_.Records + $_.Errors } | ForEach-Object { Add-Record $_ }
$signInErrors = $signIns.Errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Sort-Object -Unique
"sign-in errors: $signInErrors"
"sign-in sessions: $(@($signIns.Records | Where-Object { $_ -is [PlexSecurity.PlexAccountSession] }).Count)"
"polls: $(@(Invoke-Control requests Get | ForEach-Object { $_ } | Where-Object path -like '/api/v2/pins/?*').Count)"
$null = Invoke-Control clear

# Each other cmdlet runs with each fault of its request, and later without a fault.
Connect-PlexAccount @options -Token $token
$last = $signIns.Records | Where-Object { $_ -is [PlexSecurity.PlexAccountSession] } | Select-Object -Last 1
$devices = Get-PlexAccountDevice -Product PlexSecurity | Where-Object ClientIdentifier -ne $last.ClientIdentifier
$device = $devices[0]
$actions = @(
    @{ Path = '/api/v2/pins'; Name = 'code'; Run = { Connect-PlexAccount @options -SignInTimeoutSec 1 } }
    @{ Path = '/api/v2/pins'; Name = 'browser'; Run = { Connect-PlexAccount @options -OpenBrowser -SignInTimeoutSec 1 } }
    @{ Path = '/api/v2/user'; Name = 'token'; Run = { Connect-PlexAccount @options -Token $token -PassThru } }
    @{ Path = '/api/v2/user'; Name = 'refresh'; Run = { Get-PlexAccount -Refresh } }
    @{ Path = '/api/v2/resources'; Name = 'source'; Run = { Get-PlexSource -Account } }
    @{
        Path = '/api/v2/resources'
        Name = 'connection'
        Run  = { Get-PlexSourceConnection Attic, Cellar, server://unknown -Account }
    }
    @{ Path = '/api/v2/resources'; Name = 'name'; Run = { Connect-PlexServer -Name Attic -PassThru } }
    @{ Path = '/devices.xml'; Name = 'device'; Run = { Get-PlexAccountDevice } }
    @{ Path = '/devices/*'; Name = 'remove'; Run = { $device | Remove-PlexAccountDevice -Confirm:$false } }
    @{ Path = '/api/v2/users/signout'; Name = 'sign out'; Run = { Disconnect-PlexAccount -SignOut } }
)
foreach ($fault in $faults.GetEnumerator()) {
    foreach ($action in $actions) {
        # These requests would revoke the token of all tests, and their response has no body.
        if ($fault.Key -in 'only headers', 'truncated' -and $action.Name -in 'remove', 'sign out') { continue }
        # This request has no token.
        if ($fault.Key -eq 'token in redirect path' -and $action.Path -eq '/api/v2/pins') { continue }
        Add-Fault $fault.Value $action.Path
        Invoke-Action $action.Name $fault.Key $action.Run
        $null = Invoke-Control clear
        if ($action.Name -notin 'token', 'sign out') { continue }
        Get-PlexAccount | Disconnect-PlexAccount
        Connect-PlexAccount @options -Token $token
    }
}

# A media server that repeats the token, invalid tokens, and successful calls.
$null = Invoke-RestMethod -Method Post -NoProxy "$($server.http)simulator/fault?kind=echo&path=/&times=1"
Invoke-Action 'name' 'media server' { Connect-PlexServer -Name Attic -PassThru }
Invoke-Action 'token' 'wrong token' { Connect-PlexAccount @options -Token "$accountToken-with-more" }
Invoke-Action 'token' 'invalid token' { Connect-PlexAccount @options -Token "$accountToken`n" }
Invoke-Action 'token' 'transient token' { Connect-PlexAccount @options -Token "transient-$accountToken" }
foreach ($action in $actions | Where-Object { $_.Name -notin 'remove', 'sign out' }) {
    Invoke-Action $action.Name 'none' $action.Run
}
$secondDevice = $devices[1]
Invoke-Action 'remove' 'none' { $secondDevice | Remove-PlexAccountDevice -Confirm:$false }
Invoke-Action 'sign out' 'none' { $last | Disconnect-PlexAccount -SignOut }
Invoke-Action 'sign out' 'signed out' { $last; Get-PlexSource -AccountSession $last }

# The console output, with a transcript.
$null = Start-Transcript -LiteralPath $env:LEAK_TRANSCRIPT
$VerbosePreference = $DebugPreference = 'Continue'
try { Connect-PlexAccount @options -SignInTimeoutSec 3 } catch { Write-Host "$_" }
foreach ($fault in 'token as text', $null) {
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

[IO.File]::WriteAllText($env:LEAK_OUTPUT, ($texts -join "`n"))

# The search must find the secrets in this file.
$source = Get-PlexSourceConnection Attic -Account
$texts.Clear()
$null = $texts.Add(($source.AccessToken | ConvertFrom-SecureString -AsPlainText))
$null = $texts.Add([System.Management.Automation.PSSerializer]::Serialize((Get-PlexAccount)[0]))
$null = $texts.Add("$((Invoke-Control pins Get | ForEach-Object { $_ })[0].id)")
[IO.File]::WriteAllText($env:LEAK_EXAMPLE, ($texts -join "`n"))
'finished'
'@
    $script:secrets = Get-AccountSecret | Select-Object -Unique
    $script:rows = [regex]::Matches($console, '(?m)^result: (.*?) \| (.*?) \| (.*?)\r?$') |
        ForEach-Object { [pscustomobject]@{ Fault = $_.Groups[1].Value; Cmdlet = $_.Groups[2].Value; Ids = $_.Groups[3].Value } }

    # Line breaks must not hide a secret.
    function script:Find-InFile([string] $Path) {
        $text = Get-Content -LiteralPath $Path -Raw
        @(Find-Secret $text $secrets) + @(Find-Secret ($text -replace '\s') $secrets)
    }
}

Describe 'The account cmdlets' -Tag 'Account', 'Security' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
    }

    It 'show no token and no pin id in any output of any failure' {
        $console | Should -Match '(?m)^finished'
        Find-InFile $outputFile | Should -BeNullOrEmpty
    }

    It 'show no token and no pin id in the console or a transcript' {
        @(Find-Secret ($console -replace '\s') $secrets) | Should -BeNullOrEmpty
        $text = Get-Content -LiteralPath $transcript -Raw
        foreach ($line in 'POST https://clients.plex.tv/api/v2/pins', 'GET https://clients.plex.tv/api/v2/pins/ID: 200',
            'GET https://clients.plex.tv/api/v2/resources', 'GET https://plex.tv/devices.xml') {
            $text.Contains("VERBOSE: $line") | Should -BeTrue -Because "the transcript has $line"
        }
        Find-InFile $transcript | Should -BeNullOrEmpty
    }

    It 'run with every fault, and the search covers every secret' {
        $faultRows = $rows | Where-Object Fault -NE 'none'
        @($faultRows).Count | Should -BeGreaterThan 185
        # Signing out with a token that plex.tv has already revoked is not an error.
        $successful = $faultRows | Where-Object { -not $_.Ids }
        $successful | ForEach-Object { "$($_.Fault), $($_.Cmdlet)" } |
            Should -Be @('unauthorized, sign out', 'unprocessable, sign out')
        $ids = $faultRows.Ids -split ' ' | Where-Object { $_ } | Sort-Object -Unique
        $ids | Should -Match '^Plex'
        foreach ($id in 'Unauthorized', 'Forbidden', 'RateLimited', 'ServerUnavailable', 'ConnectionFailed', 'InvalidResponse',
            'Redirected') {
            $ids | Should -Contain "Plex$id"
        }
        # The output file contains verbose messages.
        foreach ($line in 'GET https://plex.tv/api/v2/user: 401', 'DELETE https://plex.tv/api/v2/users/signout: 403') {
            (Get-Content -LiteralPath $outputFile -Raw).Contains($line) | Should -BeTrue -Because "the output contains $line"
        }
        $console | Should -Match 'sign-in errors: .*PlexForbidden.*PlexInvalidResponse.*PlexRedirected.*PlexUnauthorized'
        [int] [regex]::Match($console, 'sign-in sessions: (\d+)').Groups[1].Value | Should -BeGreaterThan 5
        [int] [regex]::Match($console, 'polls: (\d+)').Groups[1].Value | Should -BeGreaterThan 19
        $rows | Where-Object { $_.Fault -eq 'none' -and $_.Ids -and $_.Cmdlet -notin 'code', 'browser', 'connection' } |
            Should -BeNullOrEmpty
        # The tokens of servers, devices and sign-ins, and the ids of the pins.
        $secrets.Count | Should -BeGreaterThan 50
        $secrets | ForEach-Object { $_.Length | Should -BeGreaterThan 8 }
    }

    It 'have errors that name plex.tv, no media server and no unavailable parameter' {
        $messages = [regex]::Matches($console, '(?m)^message: (.*?) \| (.*?) \| (.*?)\r?$') | Where-Object {
            $_.Groups[1].Value -notin 'media server', 'wrong token', 'invalid token', 'transient token', 'none', 'signed out'
        } | ForEach-Object { $_.Groups[3].Value -replace 'the account servers' }
        @($messages).Count | Should -BeGreaterThan 185
        $messages | Where-Object { $_ -notmatch 'plex\.tv' } | Should -BeNullOrEmpty
        $unrelated = '\bserver|-Certificate|-SkipCertificate|-ThrottleLimit|-Allow|-MaximumRetry'
        $messages | Where-Object { $_ -match $unrelated } | Should -BeNullOrEmpty
    }

    It 'have a search that finds a leaked token in every form' {
        $found = Find-InFile $leakFile
        $pins = Invoke-AccountControl pins -Method Get
        $found | Should -Contain "$($pins[0].id)"
        $bytes = [Text.Encoding]::Unicode.GetBytes((Get-StandInServer).account.token)
        $found | Should -Contain ([BitConverter]::ToString($bytes) -replace '-')
        @($found | Where-Object { $_ -in (Invoke-AccountControl tokens -Method Get) }).Count | Should -BeGreaterThan 0
        foreach ($form in Get-SecretForm $secrets[2]) { Find-Secret "before $form after" $secrets | Should -Contain $form }
        foreach ($prefix in '', 'a', 'ab') {
            $text = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$prefix$($secrets[2])xyz"))
            Find-Secret $text $secrets | Should -Not -BeNullOrEmpty
        }
    }
}
