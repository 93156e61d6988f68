# Commands that call plex.tv run in a shell that reaches the simulated plex.tv. Only devices created here are removed: other tests
# use the rest.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason

    function Get-Removal {
        Invoke-AccountControl requests -Method Get | Where-Object method -EQ 'DELETE'
    }

    # A shell in which New-Device signs in as another client, and $listed is a list of two that plex.tv could give.
    function Invoke-DeviceShell([string] $Script) {
        Invoke-AccountShell (@'
function New-Device([string] $Client) {
    $job = Start-Claim
    $session = Connect-PlexAccount -Proxy $account.proxy -MaximumRetryCount 0 -ClientIdentifier $Client -PassThru 6>$null
    $null = $job | Receive-Job -Wait
    $session
}
function Set-List {
    $body = '<MediaContainer>' +
        '<Device id="424242" name="Shed" provides="server,player" clientIdentifier="a-shed" token="token-of-a-shed"/>' +
        '<Device id="424243" name="Tablet" provides="player" clientIdentifier="a-tablet" token="token-of-a-tablet"/>' +
        '</MediaContainer>'
    $body = [uri]::EscapeDataString($body)
    $null = Invoke-Control "fault?kind=garbage&content-type=application/xml&path=/devices.xml&body=$body"
}

'@ + $Script)
    }
}

Describe 'Remove-PlexAccountDevice' -Tag 'Account' {
    It 'accepts listed devices but no names, which could match the wrong device' {
        { Remove-PlexAccountDevice 'Old phone' -Confirm:$false } |
            Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,PlexSecurity.Commands.RemovePlexAccountDeviceCommand'
    }

    It 'has a high confirm impact' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-PlexAccountDevice)).ConfirmImpact |
            Should -Be 'High'
    }
}

Describe 'Remove-PlexAccountDevice at plex.tv' -Tag 'Account', 'Security' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
    }
    AfterAll { if (-not $skipReason) { Invoke-AccountControl clear } }

    It 'refuses to remove this client without -Force' {
        $shown = Invoke-DeviceShell @'
$own = New-Device 'pester-own'
$device = Get-PlexAccountDevice | Where-Object IsThisClient
"own: $($device.ClientIdentifier)"
try { $device | Remove-PlexAccountDevice -Confirm:$false }
catch { "$($_.FullyQualifiedErrorId) $_ $($_.ErrorDetails.RecommendedAction)" }
"still: $(@(Get-PlexAccountDevice | Where-Object IsThisClient).Count)"
$device | Remove-PlexAccountDevice -Confirm:$false -Force
try { Get-PlexAccountDevice } catch { "after: $($_.FullyQualifiedErrorId)" }
'@
        $shown | Should -Match 'own: pester-own'
        $shown | Should -Match "PlexForbidden,\S+ '.+ \([0-9]+\)' is this client\. .*-SignOut, or specify -Force"
        $shown | Should -Match 'still: 1'
        $shown | Should -Match 'after: PlexUnauthorized,'
        @(Get-Removal).Count | Should -Be 1 -Because 'the first was not sent'
    }

    It 'removes the other devices if one fails, and reports the failed one' {
        $shown = Invoke-DeviceShell @'
foreach ($client in 'pester-a', 'pester-b', 'pester-c') { $null = New-Device $client }
Connect-PlexAccount @way -Token $token
$devices = Get-PlexAccountDevice | Where-Object ClientIdentifier -In 'pester-a', 'pester-b', 'pester-c'
$kept = $devices | Where-Object ClientIdentifier -EQ 'pester-b'
$null = Invoke-Control "fault?kind=status&code=500&path=/devices/$($kept.Id).xml"
$devices | Remove-PlexAccountDevice -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
"failed: $($failed.Count) $($failed[0].FullyQualifiedErrorId)"
"target: $($failed[0].TargetObject -eq "$($kept.Name) ($($kept.Id))")"
"left: $((Get-PlexAccountDevice | Where-Object ClientIdentifier -Like 'pester-[abc]').ClientIdentifier)"

# All in one argument, and what is gone already is one that fails.
Remove-PlexAccountDevice -Device $devices -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
"again: $($failed.FullyQualifiedErrorId -like 'PlexNotFound,*')"
"left: $(@(Get-PlexAccountDevice | Where-Object ClientIdentifier -Like 'pester-[abc]').Count)"
'@
        $shown | Should -Match 'failed: 1 PlexServerUnavailable,PlexSecurity\.Commands\.RemovePlexAccountDeviceCommand'
        $shown | Should -Match 'target: True'
        $shown | Should -Match 'left: pester-b'
        $shown | Should -Match 'again: (PlexNotFound,\S+ ?){2}\r?\nleft: 0'
        @(Get-Removal).Count | Should -Be 6
    }

    It 'warns about a media server, and about no other device' {
        $shown = Invoke-DeviceShell @'
Connect-PlexAccount @way -Token $token
Set-List
$devices = Get-PlexAccountDevice
foreach ($device in $devices) { $null = Invoke-Control "fault?kind=no-content&path=/devices/$($device.Id).xml&times=2" }
$devices | Remove-PlexAccountDevice -Confirm:$false -WarningVariable warned 3>$null
"warned: $($warned.Count) $warned"
$devices | Remove-PlexAccountDevice -Confirm:$false -WarningAction Ignore
'@
        $shown | Should -Match "warned: 1 'Shed \(424242\)' is a media server\. .* signs the server out, .* must claim it again\."
        $shown | Should -Not -Match 'WARNING'
        @(Get-Removal).path | Should -Be (@('/devices/424242.xml', '/devices/424243.xml') * 2)
    }

    It 'removes nothing with a filter that no device matches' {
        $shown = Invoke-DeviceShell @'
Connect-PlexAccount @way -Token $token
foreach ($time in [datetime]::MinValue, [datetime]::SpecifyKind([datetime]::MinValue, 'Utc'), '1970-01-01') {
    Get-PlexAccountDevice -NotSeenSince $time | Remove-PlexAccountDevice -Confirm:$false
}
"not seen this year: $(@(Get-PlexAccountDevice -NotSeenSince (Get-Date).AddYears(-1)).Count -gt 0)"
'@
        $shown | Should -Match 'not seen this year: True'
        Get-Removal | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf or in a noninteractive shell' {
        $shown = Invoke-DeviceShell @'
Connect-PlexAccount @way -Token $token
Set-List
$devices = Get-PlexAccountDevice
$devices | Remove-PlexAccountDevice -WhatIf -WarningAction Ignore
try { $devices[1] | Remove-PlexAccountDevice } catch { "asked: $($_.Exception.GetType().Name)" }
'@
        $shown | Should -Match 'What if: .*Remove the device from the account and revoke its token.*Shed \(424242\)'
        $shown | Should -Match 'What if: .*Tablet \(424243\)'
        $shown | Should -Match 'asked: (PSInvalidOperationException|HostException)'
        Get-Removal | Should -BeNullOrEmpty
    }

    It 'shows no token of any device in any failure of the list or the removal' {
        $shown = Invoke-DeviceShell @'
$null = New-Device 'pester-leak'
Connect-PlexAccount @way -Token $token
Set-List
$listed = Get-PlexAccountDevice
$victim = Get-PlexAccountDevice | Where-Object ClientIdentifier -EQ 'pester-leak'
$ErrorActionPreference = 'Continue'
$VerbosePreference = $DebugPreference = 'Continue'
function Invoke-All {
    foreach ($action in @(
        { Get-PlexAccountDevice | Format-List * -Force }
        { Get-PlexAccountDevice | ConvertTo-Json -Depth 5 }
        { [System.Management.Automation.PSSerializer]::Serialize(@(Get-PlexAccountDevice), 5) }
        { $listed | Remove-PlexAccountDevice -WhatIf }
        { $listed | Remove-PlexAccountDevice -Confirm:$false }
        { $victim | Remove-PlexAccountDevice -Confirm:$false }
    )) {
        try { & $action } catch { $_; $_ | Format-List * -Force; $_.Exception.ToString() }
    }
}
$paths = '/devices.xml', '/devices/424242.xml', '/devices/424243.xml', "/devices/$($victim.Id).xml"
foreach ($fault in 'status&code=401', 'status&code=404', 'status&code=429', 'status&code=500', 'drop', 'html', 'echo',
    'redirect&location=https://elsewhere.invalid/x', 'truncate&bytes=200', 'garbage&body={') {
    foreach ($path in $paths) { $null = Invoke-Control "fault?kind=$fault&path=$path&times=always" 4>$null }
    Invoke-All *>&1 | Out-String -Width 4096
    $null = Invoke-Control clear 4>$null
}
Invoke-All *>&1 | Out-String -Width 4096
$Error | Format-List * -Force | Out-String -Width 4096
[System.Management.Automation.PSSerializer]::Serialize(@($Error), 5)
'@
        $shown | Should -Match 'PlexInvalidResponse,PlexSecurity\.Commands\.GetPlexAccountDeviceCommand'
        foreach ($id in 'Unauthorized', 'NotFound', 'RateLimited', 'ServerUnavailable', 'ConnectionFailed', 'Redirected') {
            foreach ($verb in 'Get', 'Remove') {
                $shown | Should -Match "Plex$id,PlexSecurity\.Commands\.${verb}PlexAccountDeviceCommand"
            }
        }
        $shown | Should -Match 'Old phone' -Because 'the list without a fault is shown too'

        $secrets = @((Get-StandInServer).account.token, 'token-of-a-shed', 'token-of-a-tablet') +
            @(Invoke-AccountControl tokens -Method Get)
        $secrets.Count | Should -BeGreaterThan 8
        # Line breaks must not hide a secret.
        $flat = $shown -replace '\s'
        foreach ($secret in $secrets) { $flat.Contains($secret) | Should -BeFalse }
    }
}
