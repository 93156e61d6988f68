# A sign-in with Ctrl+C, a browser, a proxy with credentials, and other runspaces.
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
        $count = @(Invoke-AccountControl pins -Method Get).Count
        $process = Open-AccountShell @'
try { Connect-PlexAccount @options -Verbose } finally { [Console]::WriteLine('ended') }
[Console]::WriteLine('continued')
'@
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            do {
                Start-Sleep -Milliseconds 100
                $pin = Invoke-AccountControl pins -Method Get | Select-Object -Skip $count | Where-Object polls -gt 0
            } until ($pin -or [datetime]::UtcNow -gt $deadline)
            $pin | Should -Not -BeNullOrEmpty
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            & kill -INT $process.Id
            $process.WaitForExit(20000) | Should -BeTrue
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 15
            $output = $process.StandardOutput.ReadToEnd() + $process.StandardError.ReadToEnd()
        }
        finally {
            if (-not $process.HasExited) { $process.Kill($true) }
        }
        $output | Should -Match "Open https://plex\.tv/link and enter $($pin.code)"
        $output | Should -Match 'api/v2/pins/ID: 200'
        $output | Should -Match '(?m)^ended'
        $output | Should -Not -Match 'continued|SignInExpired'
        Find-Secret ($output -replace '\s') (Get-AccountSecret) | Should -BeNullOrEmpty
    }

    It 'stops polling plex.tv and adds no session if it is stopped' {
        $output = Invoke-AccountScript @'
$shell = [powershell]::Create()
$options.SignInTimeoutSec = 3600
$null = $shell.AddScript('Import-Module $env:PLEXSECURITY_MODULE').AddStatement()
$null = $shell.AddCommand('Connect-PlexAccount').AddParameters($options)
$count = @(Invoke-Control pins Get | ForEach-Object { $_ }).Count
$null = $shell.BeginInvoke()
try {
    foreach ($try in 1..200) {
        $pin = Invoke-Control pins Get | ForEach-Object { $_ } | Select-Object -Skip $count | Where-Object polls -gt 0
        if ($pin) { break }
        [Threading.Thread]::Sleep(100)
    }
}
finally { $shell.Stop() }
"state: $($shell.InvocationStateInfo.State), polls: $($pin.polls)"
$progress = $shell.Streams.Progress | Where-Object RecordType -eq Processing
"progress: $($progress[0].StatusDescription -replace $pin.code, 'CODE'), $($progress[0].SecondsRemaining) s"
$null = Invoke-Control "pin/claim?code=$($pin.code)"
$null = Invoke-Control clear
# Longer than the interval of the polls.
[Threading.Thread]::Sleep(1500)
"requests: $(@(Invoke-Control requests Get | ForEach-Object { $_ }).Count)"
$shell.Commands.Clear()
"sessions: $($shell.AddScript('@(Get-PlexAccount).Count').Invoke())"
'@
        $output | Should -Match 'state: Stopped, polls: [1-9]'
        # The code expires after 15 minutes, even with a longer timeout.
        $output | Should -Match 'progress: Waiting for the code CODE at https://plex\.tv/link, (900|89\d) s'
        $output | Should -Match 'requests: 0'
        $output | Should -Match 'sessions: 0'
    }

    It 'adds a session only to its own runspace' {
        $output = Invoke-AccountScript @'
$session = Connect-PlexAccount @options -Token $token -PassThru
$shell = [powershell]::Create()
$null = $shell.AddScript({
    param($session)
    Import-Module $env:PLEXSECURITY_MODULE
    "other runspace: $(@(Get-PlexAccount).Count)"
    try { Get-PlexSource -Account -ErrorAction Stop } catch { "default: $($_.Exception.Error)" }
    "session parameter: $((Get-PlexSource -AccountSession $session).Title)"
}).AddArgument($session)
$shell.Invoke()
"this runspace: $((Get-PlexAccount).Username)"
$other = Connect-PlexAccount -Token $token -Proxy $account.proxy -ClientIdentifier another -PassThru
"default: $((Get-PlexAccount)[0].ClientIdentifier)"
Disconnect-PlexAccount
"restored default: $((Get-PlexAccount).ClientIdentifier)"
$other | Disconnect-PlexAccount
try { Connect-PlexServer -Name Attic -AccountSession $other } catch { "signed out: $($_.FullyQualifiedErrorId)" }
Get-PlexSource -AccountSession $other -ErrorAction SilentlyContinue -ErrorVariable failed
"signed out: $($failed[0].FullyQualifiedErrorId)"
'@
        $output | Should -Match 'other runspace: 0'
        $output | Should -Match 'default: NotConnected|default: NotSignedIn'
        $output | Should -Match 'session parameter: Attic Cellar'
        $output | Should -Match 'this runspace: someone'
        $output | Should -Match 'default: another'
        $output | Should -Match 'restored default: pester'
        $output | Should -Match 'signed out: PlexNotSignedIn,PlexSecurity\.Commands\.ConnectPlexServerCommand'
        $output | Should -Match 'signed out: PlexNotSignedIn,PlexSecurity\.Commands\.GetPlexSourceCommand'
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
        $output = Invoke-AccountShell -Environment @{ BROWSER_FOLDER = $folder; BROWSER_FILE = $file } @'
$env:PATH = $env:BROWSER_FOLDER
$options.ClientIdentifier = 'a&b=c#d%20"e'''
Set-Claim
$session = Connect-PlexAccount @options -OpenBrowser -PassThru
"user: $($session.Username)"
'@
        $output | Should -Match 'user: someone'
        $output | Should -Match 'Complete the sign-in in the browser\. If no browser opened, open https://app\.plex\.tv/auth#\?'
        $output | Should -Not -Match 'Could not open a browser|plex\.tv/link'
        $count, $address, $rest = Get-Content -LiteralPath $file
        $count | Should -Be 1
        $rest | Should -BeNullOrEmpty
        $pin = @(Invoke-AccountControl pins -Method Get)[-1]
        $pin.strong | Should -BeTrue
        $address | Should -BeExactly ("https://app.plex.tv/auth#?clientID=a%26b%3Dc%23d%2520%22e%27&code=$($pin.code)" +
            '&context%5Bdevice%5D%5Bproduct%5D=PlexSecurity')
        Find-Secret ($address + $output -replace '\s') (Get-AccountSecret) | Should -BeNullOrEmpty
    }

    It 'shows the address even if the browser fails' {
        Add-Browser 'exit 3'
        $output = Invoke-AccountShell -Environment @{ BROWSER_FOLDER = $folder } @'
$env:PATH = $env:BROWSER_FOLDER
try { Connect-PlexAccount @options -OpenBrowser -SignInTimeoutSec 1 } catch { $_.FullyQualifiedErrorId }
'@
        $output | Should -Match 'If no browser opened, open https://app\.plex\.tv/auth#\?clientID=pester&code=[a-z0-9]{25}&'
        $output | Should -Match 'PlexSignInExpired,'
    }
}

Describe 'The proxy of a sign-in' -Tag 'Account', 'Security' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
        Invoke-AccountControl proxy-credential @{ user = 'someone'; password = 'a-password-of-the-proxy' }
    }
    AfterEach { if (-not $skipReason) { Invoke-AccountControl clear } }

    It 'gets its credentials, and plex.tv gets none' {
        $output = Invoke-AccountScript @'
$password = ConvertTo-SecureString a-password-of-the-proxy -AsPlainText -Force
$options.ProxyCredential = [pscredential]::new('someone', $password)
Set-Claim
Connect-PlexAccount @options -Verbose
Get-PlexAccount -Refresh | Format-List *
"servers: $((Get-PlexSource -Account).Title)"
'@
        $output | Should -Match 'servers: Attic Cellar'
        $output | Should -Not -Match 'password-of'
        $tunnels = Invoke-AccountControl tunnels -Method Get
        @($tunnels | Where-Object { $_.status -eq 200 -and $_.head -match 'Proxy-Authorization: Basic ' }).Count |
            Should -BeGreaterThan 1
        $tunnels | Where-Object { $_.status -eq 200 -and $_.head -notmatch 'Proxy-Authorization' } | Should -BeNullOrEmpty
        $tunnels.target | Select-Object -Unique | Sort-Object | Should -Be @('clients.plex.tv:443', 'plex.tv:443')
        $requests = Invoke-AccountControl requests -Method Get
        @($requests).Count | Should -BeGreaterThan 3
        $names = $requests | ForEach-Object { $_.headers.PSObject.Properties.Name }
        $names | Should -Contain 'X-Plex-Client-Identifier'
        $names -match 'Authorization' | Should -BeNullOrEmpty
    }

    It 'is reported if its credentials are wrong or missing' {
        $output = Invoke-AccountScript @'
$password = ConvertTo-SecureString another-password -AsPlainText -Force
foreach ($credential in $null, [pscredential]::new('someone', $password)) {
    try { Connect-PlexAccount @options -ProxyCredential $credential } catch {
        "error: $($_.FullyQualifiedErrorId) $($_.TargetObject) $_ $($_.ErrorDetails.RecommendedAction)"
    }
}
'@
        $proxy = [regex]::Escape(([uri] $account.proxy).Authority)
        $id = 'PlexConnectionFailed,PlexSecurity\.Commands\.ConnectPlexAccountCommand plex\.tv'
        $required = "the proxy '$proxy' requires credentials \(407\)\. Specify .*-ProxyCredential"
        $output | Should -Match "error: $id Could not get a sign-in code .* $required"
        $output | Should -Match "error: $id .* the proxy '$proxy' rejected the credentials \(407\)\. Check .*-ProxyCredential"
        $output | Should -Not -Match 'another-password|the server'
        Invoke-AccountControl requests -Method Get | Should -BeNullOrEmpty
    }
}
