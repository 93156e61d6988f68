# Commands with requests to plex.tv run in a process that reaches the simulated plex.tv. The tests remove only their own devices.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    Import-Module (Join-Path $PSScriptRoot 'AccountShell.psm1')
    $script:skipReason = Get-AccountSkipReason

    function Get-DeleteRequest {
        Invoke-AccountControl requests -Method Get | Where-Object method -EQ 'DELETE'
    }

    # In the script, New-Device signs in as a new client, and Set-List makes plex.tv return a list with two devices.
    function Invoke-DeviceScript([string] $Script, [switch] $NewProcess) {
        & $(if ($NewProcess) { 'Invoke-AccountShell' } else { 'Invoke-AccountScript' }) (@'
function New-Device([string] $Client) {
    Set-Claim
    Connect-PlexAccount -Proxy $account.proxy -MaximumRetryCount 0 -ClientIdentifier $Client -PassThru 6>$null
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
    It 'accepts listed devices, and refuses names because they could match another device' {
        { Remove-PlexAccountDevice 'Old phone' -Confirm:$false } |
            Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,PlexSecurity.Commands.RemovePlexAccountDeviceCommand'
    }

    It 'has a high confirm impact' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-PlexAccountDevice)).ConfirmImpact |
            Should -Be 'High'
    }
}

Describe 'Remove-PlexAccountDevice with plex.tv' -Tag 'Account', 'Security' {
    BeforeEach {
        if ($skipReason) { Set-ItResult -Skipped -Because $skipReason; return }
        Invoke-AccountControl clear
    }
    AfterAll { if (-not $skipReason) { Invoke-AccountControl clear } }

    It 'refuses to remove this client without -Force' {
        $output = Invoke-DeviceScript @'
$session = New-Device 'pester-own'
$device = Get-PlexAccountDevice | Where-Object IsThisClient
"this client: $($device.ClientIdentifier)"
try { $device | Remove-PlexAccountDevice -Confirm:$false }
catch { "$($_.FullyQualifiedErrorId) $_ $($_.ErrorDetails.RecommendedAction)" }
"devices: $(@(Get-PlexAccountDevice | Where-Object IsThisClient).Count)"
$device | Remove-PlexAccountDevice -Confirm:$false -Force
try { Get-PlexAccountDevice } catch { "after: $($_.FullyQualifiedErrorId)" }
'@
        $output | Should -Match 'this client: pester-own'
        $output | Should -Match "PlexForbidden,\S+ '.+ \([0-9]+\)' is this client\. .*-SignOut, or specify -Force"
        $output | Should -Match 'devices: 1'
        $output | Should -Match 'after: PlexUnauthorized,'
        @(Get-DeleteRequest).Count | Should -Be 1 -Because 'the first call sent no request'
    }

    It 'refuses to remove the client of another open session without -Force' {
        $output = Invoke-DeviceScript @'
$other = New-Device 'pester-other'
Connect-PlexAccount @options -Token $token
$device = Get-PlexAccountDevice | Where-Object ClientIdentifier -EQ 'pester-other'
"this client: $($device.IsThisClient)"
try { $device | Remove-PlexAccountDevice -Confirm:$false }
catch { "$($_.FullyQualifiedErrorId) $_ $($_.ErrorDetails.RecommendedAction)" }
"user: $((Get-PlexAccount -Refresh)[0].Username)"
$other | Disconnect-PlexAccount
$device | Remove-PlexAccountDevice -Confirm:$false
'@
        $output | Should -Match 'this client: False'
        $output | Should -Match 'PlexForbidden,\S+ .* is the client of another open account session\. .*-Force'
        $output | Should -Match 'user: someone'
        @(Get-DeleteRequest).Count | Should -Be 1
    }

    It 'removes this client after the other devices with -Force' {
        $output = Invoke-DeviceScript @'
$session = New-Device 'pester-last'
$own, $others = (Get-PlexAccountDevice).Where({ $_.IsThisClient }, 'Split')
$others = @($others | Select-Object -First 2)
foreach ($device in $own + $others) { $null = Invoke-Control "fault?kind=no-content&path=/devices/$($device.Id).xml" }
$own + $others | Remove-PlexAccountDevice -Force -Confirm:$false
"order: $(($others + $own).Id -join ' ')"
'@
        $output | Should -Match "order: $((Get-DeleteRequest).path -replace '\D+' -join ' ')"
        @(Get-DeleteRequest).Count | Should -Be 3
    }

    It 'removes the other devices if one fails, and reports the failed one' {
        $output = Invoke-DeviceScript @'
foreach ($client in 'pester-a', 'pester-b', 'pester-c') { $null = New-Device $client }
Get-PlexAccount | Disconnect-PlexAccount
Connect-PlexAccount @options -Token $token
$devices = Get-PlexAccountDevice | Where-Object ClientIdentifier -In 'pester-a', 'pester-b', 'pester-c'
$failing = $devices | Where-Object ClientIdentifier -EQ 'pester-b'
$null = Invoke-Control "fault?kind=status&code=500&path=/devices/$($failing.Id).xml"
$devices | Remove-PlexAccountDevice -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
"failed: $($failed.Count) $($failed[0].FullyQualifiedErrorId)"
"id: $("$($failed[0])" -like "*remove the device '$($failing.Id)' from*")"
"target: $($failed[0].TargetObject -eq "$($failing.Name) ($($failing.Id))")"
"left: $((Get-PlexAccountDevice | Where-Object ClientIdentifier -Like 'pester-[abc]').ClientIdentifier)"

# All devices in one argument. Each removed device is an error.
Remove-PlexAccountDevice -Device $devices -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
"second call: $($failed.FullyQualifiedErrorId -like 'PlexNotFound,*')"
"left: $(@(Get-PlexAccountDevice | Where-Object ClientIdentifier -Like 'pester-[abc]').Count)"
'@
        $output | Should -Match 'id: True'
        $output | Should -Match 'failed: 1 PlexServerUnavailable,PlexSecurity\.Commands\.RemovePlexAccountDeviceCommand'
        $output | Should -Match 'target: True'
        $output | Should -Match 'left: pester-b'
        $output | Should -Match 'second call: (PlexNotFound,\S+ ?){2}\r?\nleft: 0'
        @(Get-DeleteRequest).Count | Should -Be 6
    }

    It 'warns about a media server, and about no other device' {
        $output = Invoke-DeviceScript @'
Connect-PlexAccount @options -Token $token
Set-List
$devices = Get-PlexAccountDevice
foreach ($device in $devices) { $null = Invoke-Control "fault?kind=no-content&path=/devices/$($device.Id).xml&times=2" }
$devices | Remove-PlexAccountDevice -Confirm:$false -WarningVariable warned 3>$null
"warned: $($warned.Count) $warned"
$devices | Remove-PlexAccountDevice -Confirm:$false -WarningAction Ignore
'@
        $output | Should -Match "warned: 1 'Shed \(424242\)' is a media server\. "
        $output | Should -Match 'is a media server\. .* signs the server out, .* must claim it again\.'
        $output | Should -Not -Match 'WARNING'
        @(Get-DeleteRequest).path | Should -Be (@('/devices/424242.xml', '/devices/424243.xml') * 2)
    }

    It 'removes nothing with a filter that no device matches' {
        $shown = Invoke-DeviceScript @'
Connect-PlexAccount @options -Token $token
foreach ($time in [datetime]::MinValue, [datetime]::SpecifyKind([datetime]::MinValue, 'Utc'), '1970-01-01') {
    Get-PlexAccountDevice -NotSeenSince $time | Remove-PlexAccountDevice -Confirm:$false
}
"not seen this year: $(@(Get-PlexAccountDevice -NotSeenSince (Get-Date).AddYears(-1)).Count -gt 0)"
'@
        $shown | Should -Match 'not seen this year: True'
        Get-DeleteRequest | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf or in a noninteractive shell' {
        $output = Invoke-DeviceScript -NewProcess @'
Connect-PlexAccount @options -Token $token
Set-List
$devices = Get-PlexAccountDevice
$devices | Remove-PlexAccountDevice -WhatIf -WarningAction Ignore
try { $devices[1] | Remove-PlexAccountDevice } catch { "error: $($_.Exception.GetType().Name)" }
'@
        $output | Should -Match 'What if: .*Remove the media server .* and sign the server out.*Shed \(424242\)'
        $output | Should -Match 'What if: .*Tablet \(424243\)'
        $output | Should -Match 'error: (PSInvalidOperationException|HostException)'
        Get-DeleteRequest | Should -BeNullOrEmpty
    }

    It 'shows no device token in any failure of the list or the removal' {
        $output = Invoke-DeviceScript @'
$null = New-Device 'pester-leak'
Connect-PlexAccount @options -Token $token
Set-List
$listed = Get-PlexAccountDevice
$device = Get-PlexAccountDevice | Where-Object ClientIdentifier -EQ 'pester-leak'
$ErrorActionPreference = 'Continue'
$VerbosePreference = $DebugPreference = 'Continue'
function Invoke-All {
    foreach ($action in @(
        { Get-PlexAccountDevice | Format-List * -Force }
        { Get-PlexAccountDevice | ConvertTo-Json -Depth 5 }
        { [System.Management.Automation.PSSerializer]::Serialize(@(Get-PlexAccountDevice), 5) }
        { $listed | Remove-PlexAccountDevice -WhatIf }
        { $listed | Remove-PlexAccountDevice -Confirm:$false }
        { $device | Remove-PlexAccountDevice -Confirm:$false }
    )) {
        try { & $action } catch { $_; $_ | Format-List * -Force; $_.Exception.ToString() }
    }
}
$paths = '/devices.xml', '/devices/424242.xml', '/devices/424243.xml', "/devices/$($device.Id).xml"
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
        $output | Should -Match 'PlexInvalidResponse,PlexSecurity\.Commands\.GetPlexAccountDeviceCommand'
        foreach ($id in 'Unauthorized', 'NotFound', 'RateLimited', 'ServerUnavailable', 'ConnectionFailed', 'Redirected') {
            foreach ($verb in 'Get', 'Remove') {
                $output | Should -Match "Plex$id,PlexSecurity\.Commands\.${verb}PlexAccountDeviceCommand"
            }
        }
        $output | Should -Match 'Old phone' -Because 'the list without a fault is also in the output'

        $secrets = @((Get-StandInServer).account.token, 'token-of-a-shed', 'token-of-a-tablet') +
            @(Invoke-AccountControl tokens -Method Get)
        $secrets.Count | Should -BeGreaterThan 8
        # Line breaks must not hide a secret.
        $flat = $output -replace '\s'
        foreach ($secret in $secrets) { $flat.Contains($secret) | Should -BeFalse }
    }
}
