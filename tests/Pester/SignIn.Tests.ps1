# The environment of a sign-in: Ctrl+C, the browser, the proxy and its credentials, other runspaces.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason
    if ($skipReason) { return }
    $script:account = (Get-StandInServer).account
}

Describe 'A pending sign-in' -Tag 'Account' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
    }

    It 'stops at once on Ctrl+C, and shows the code but not the pin id' -Tag 'Security' {
        $known = @(Invoke-AccountControl pins -Method Get).Count
        $process = Open-AccountShell @'
try { Connect-PlexAccount @way -Verbose } finally { [Console]::WriteLine('ended') }
[Console]::WriteLine('went on')
'@
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            do {
                Start-Sleep -Milliseconds 100
                $pin = Invoke-AccountControl pins -Method Get | Select-Object -Skip $known | Where-Object polls -gt 0
            } until ($pin -or [datetime]::UtcNow -gt $deadline)
            $pin | Should -Not -BeNullOrEmpty
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            & kill -INT $process.Id
            $process.WaitForExit(20000) | Should -BeTrue
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $shown = $process.StandardOutput.ReadToEnd() + $process.StandardError.ReadToEnd()
        }
        finally {
            if (-not $process.HasExited) { $process.Kill($true) }
        }
        $shown | Should -Match "Open https://plex\.tv/link and enter $($pin.code)"
        $shown | Should -Match 'api/v2/pins/ID: 200'
        $shown | Should -Match '(?m)^ended'
        $shown | Should -Not -Match 'went on|SignInExpired'
        Find-Secret ($shown -replace '\s') (Get-AccountSecret) | Should -BeNullOrEmpty
    }

    It 'leaves no session if it is stopped, and stops polling plex.tv' {
        $shown = Invoke-AccountShell @'
$shell = [powershell]::Create()
$way.SignInTimeoutSec = 3600
$null = $shell.AddScript('Import-Module $env:PLEXSECURITY_MODULE').AddStatement().AddCommand('Connect-PlexAccount').AddParameters($way)
$known = @(Invoke-Control pins Get | ForEach-Object { $_ }).Count
$null = $shell.BeginInvoke()
foreach ($try in 1..200) {
    $pin = Invoke-Control pins Get | ForEach-Object { $_ } | Select-Object -Skip $known | Where-Object polls -gt 0
    if ($pin) { break }
    [Threading.Thread]::Sleep(100)
}
$shell.Stop()
"state: $($shell.InvocationStateInfo.State), polls: $($pin.polls)"
$progress = $shell.Streams.Progress | Where-Object RecordType -eq Processing
"progress: $($progress[0].StatusDescription -replace $pin.code, 'CODE'), $($progress[0].SecondsRemaining) s"
$null = Invoke-Control "pin/claim?code=$($pin.code)"
$null = Invoke-Control clear
# Longer than the wait between two polls.
[Threading.Thread]::Sleep(1500)
"asked: $(@(Invoke-Control requests Get | ForEach-Object { $_ }).Count)"
$shell.Commands.Clear()
"sessions: $($shell.AddScript('@(Get-PlexAccount).Count').Invoke())"
'@
        $shown | Should -Match 'state: Stopped, polls: 1'
        # The code is good for 15 minutes, whatever time was given.
        $shown | Should -Match 'progress: Waiting for the code CODE at https://plex\.tv/link, (900|89\d) s'
        $shown | Should -Match 'asked: 0'
        $shown | Should -Match 'sessions: 0'
    }

    It 'belongs to its runspace; other runspaces have their own' {
        $shown = Invoke-AccountShell @'
$here = Connect-PlexAccount @way -Token $token -PassThru
$shell = [powershell]::Create()
$null = $shell.AddScript({
    param($session)
    Import-Module $env:PLEXSECURITY_MODULE
    "there: $(@(Get-PlexAccount).Count)"
    try { Get-PlexSource -Account -ErrorAction Stop } catch { "default: $($_.Exception.Error)" }
    "given: $((Get-PlexSource -AccountSession $session).Title)"
}).AddArgument($here)
$shell.Invoke()
"here: $((Get-PlexAccount).Username)"
$other = Connect-PlexAccount -Token $token -Proxy $account.proxy -ClientIdentifier another -PassThru
"default: $((Get-PlexAccount)[0].ClientIdentifier)"
Disconnect-PlexAccount
"before it: $((Get-PlexAccount).ClientIdentifier)"
$other | Disconnect-PlexAccount
try { Connect-PlexServer -Name Attic -AccountSession $other } catch { "ended: $($_.FullyQualifiedErrorId)" }
Get-PlexSource -AccountSession $other -ErrorAction SilentlyContinue -ErrorVariable failed
"ended: $($failed[0].FullyQualifiedErrorId)"
'@
        $shown | Should -Match 'there: 0'
        $shown | Should -Match 'default: NotConnected|default: NotSignedIn'
        $shown | Should -Match 'given: Attic Cellar'
        $shown | Should -Match 'here: someone'
        $shown | Should -Match 'default: another'
        $shown | Should -Match 'before it: pester'
        $shown | Should -Match 'ended: PlexNotSignedIn,PlexSecurity\.Commands\.ConnectPlexServerCommand'
        $shown | Should -Match 'ended: PlexNotSignedIn,PlexSecurity\.Commands\.GetPlexSourceCommand'
    }
}

Describe 'The browser of a sign-in' -Tag 'Account' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
        $script:folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory -Path $folder
        function script:Add-Browser([string] $Code) {
            $file = Join-Path $folder 'xdg-open'
            [IO.File]::WriteAllText($file, "#!/bin/sh`n$Code`n")
            & chmod +x $file
        }
    }

    It 'opens the page for the strong code, with neither a token nor the pin id in the address' -Tag 'Security' {
        $file = Join-Path $folder 'opened'
        Add-Browser "printf '%s\n' `"`$#`" `"`$@`" > '$file.new'; /bin/mv '$file.new' '$file'"
        $shown = Invoke-AccountShell -Environment @{ BROWSER_FOLDER = $folder; BROWSER_FILE = $file } @'
$env:PATH = $env:BROWSER_FOLDER
$way.ClientIdentifier = 'a&b=c#d%20"e'''
$job = Start-Claim
$session = Connect-PlexAccount @way -OpenBrowser -PassThru
$null = $job | Receive-Job -Wait
"user: $($session.Username)"
'@
        $shown | Should -Match 'user: someone'
        $shown | Should -Match 'Complete the sign-in in the browser\. If no browser opened, open https://app\.plex\.tv/auth#\?'
        $shown | Should -Not -Match 'Could not open a browser|plex\.tv/link'
        $count, $address, $rest = Get-Content -LiteralPath $file
        $count | Should -Be 1
        $rest | Should -BeNullOrEmpty
        $pin = @(Invoke-AccountControl pins -Method Get)[-1]
        $pin.strong | Should -BeTrue
        $address | Should -BeExactly ("https://app.plex.tv/auth#?clientID=a%26b%3Dc%23d%2520%22e%27&code=$($pin.code)" +
            '&context%5Bdevice%5D%5Bproduct%5D=PlexSecurity')
        Find-Secret ($address + $shown -replace '\s') (Get-AccountSecret) | Should -BeNullOrEmpty
    }

    It 'may fail: the address is still shown' {
        Add-Browser 'exit 3'
        $shown = Invoke-AccountShell -Environment @{ BROWSER_FOLDER = $folder } @'
$env:PATH = $env:BROWSER_FOLDER
try { Connect-PlexAccount @way -OpenBrowser -SignInTimeoutSec 1 } catch { $_.FullyQualifiedErrorId }
'@
        $shown | Should -Match 'If no browser opened, open https://app\.plex\.tv/auth#\?clientID=pester&code=[a-z0-9]{25}&'
        $shown | Should -Match 'PlexSignInExpired,'
    }
}

Describe 'The proxy of a sign-in' -Tag 'Account', 'Security' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
        Invoke-AccountControl proxy-credential @{ user = 'someone'; password = 'a-password-of-the-proxy' }
    }
    AfterEach { if (-not $skipReason) { Invoke-AccountControl clear } }

    It 'gets its credentials, and plex.tv does not' {
        $shown = Invoke-AccountShell @'
$password = ConvertTo-SecureString a-password-of-the-proxy -AsPlainText -Force
$way.ProxyCredential = [pscredential]::new('someone', $password)
$job = Start-Claim
Connect-PlexAccount @way -Verbose
$null = $job | Receive-Job -Wait
Get-PlexAccount -Refresh | Format-List *
"servers: $((Get-PlexSource -Account).Title)"
'@
        $shown | Should -Match 'servers: Attic Cellar'
        $shown | Should -Not -Match 'password-of'
        $tunnels = Invoke-AccountControl tunnels -Method Get
        @($tunnels | Where-Object { $_.status -eq 200 -and $_.head -match 'Proxy-Authorization: Basic ' }).Count | Should -BeGreaterThan 1
        $tunnels | Where-Object { $_.status -eq 200 -and $_.head -notmatch 'Proxy-Authorization' } | Should -BeNullOrEmpty
        $tunnels.target | Select-Object -Unique | Sort-Object | Should -Be @('clients.plex.tv:443', 'plex.tv:443')
        $sent = Invoke-AccountControl requests -Method Get
        @($sent).Count | Should -BeGreaterThan 3
        $names = $sent | ForEach-Object { $_.headers.PSObject.Properties.Name }
        $names | Should -Contain 'X-Plex-Client-Identifier'
        $names -match 'Authorization' | Should -BeNullOrEmpty
    }

    It 'is reported if its credentials are wrong or missing' {
        $shown = Invoke-AccountShell @'
$password = ConvertTo-SecureString another-password -AsPlainText -Force
foreach ($credential in $null, [pscredential]::new('someone', $password)) {
    try { Connect-PlexAccount @way -ProxyCredential $credential } catch {
        "error: $($_.FullyQualifiedErrorId) $($_.TargetObject) $_ $($_.ErrorDetails.RecommendedAction)"
    }
}
'@
        $proxy = [regex]::Escape(([uri] $account.proxy).Authority)
        $id = 'PlexConnectionFailed,PlexSecurity\.Commands\.ConnectPlexAccountCommand plex\.tv'
        $shown | Should -Match "error: $id Could not get a sign-in code .* the proxy '$proxy' requires credentials \(407\)\. Specify .*-ProxyCredential"
        $shown | Should -Match "error: $id .* the proxy '$proxy' rejected the credentials \(407\)\. Check .*-ProxyCredential"
        $shown | Should -Not -Match 'another-password|the server'
        Invoke-AccountControl requests -Method Get | Should -BeNullOrEmpty
    }
}
