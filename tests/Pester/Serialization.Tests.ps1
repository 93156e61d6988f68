BeforeDiscovery {
    $script:types = @(
        'PlexServerSession', 'PlexTransientToken', 'PlexSource', 'PlexSourceConnection', 'PlexConnection', 'PlexConnectionTest'
    ) | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:server = Get-StandInServer
    Clear-StandIn
    $session = Connect-PlexServer $server.http -Token $server.token -MaximumRetryCount 0 -PassThru
    $source = Get-PlexSourceConnection -Source $server.machineIdentifier
    $script:samples = @{
        PlexServerSession    = $session
        PlexTransientToken   = Get-PlexTransientToken
        PlexSource           = @(Get-PlexSource)[0]
        PlexSourceConnection = $source
        PlexConnection       = $source.Connections[0]
        PlexConnectionTest   = @($source | Test-PlexSourceConnection)[0]
    }

    # Returns the properties with simple values.
    function Get-Plain($Object) {
        $Object.PSObject.Properties | Where-Object {
            $_.Value -is [string] -or $_.Value -is [bool] -or $_.Value -is [int] -or $_.Value -is [uri]
        }
    }
}

AfterAll { Get-PlexServerSession | Disconnect-PlexServer }

Describe 'A saved <Type>' -Tag 'Format', 'Security' -ForEach $script:types {
    BeforeEach {
        $script:sample = $samples[$Type]
        $script:file = Join-Path $TestDrive "$Type.txt"
        $script:plain = @(Get-Plain $sample)
        $plain.Count | Should -BeGreaterThan 1
    }
    # Without encryption, Export-Clixml writes a SecureString in hexadecimal digits. The token must not be anywhere else.
    AfterEach {
        $rest = (Get-Content -LiteralPath $file -Raw) -replace '<SS N="(Access)?Token">[0-9A-Fa-f]*</SS>'
        Find-Token $rest | Should -BeNullOrEmpty
    }

    It 'has the same values after Export-Clixml and Import-Clixml' {
        $sample | Export-Clixml -LiteralPath $file
        $restored = Import-Clixml -LiteralPath $file
        $restored.PSObject.TypeNames | Should -Contain "Deserialized.PlexSecurity.$Type"
        foreach ($property in $plain) {
            "$($restored.($property.Name))" | Should -Be "$($property.Value)" -Because $property.Name
        }
    }

    It 'has the same values in JSON' {
        $sample | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | Set-Content -LiteralPath $file
        $restored = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
        # JSON contains the original text of an address, possibly without the slash at the end.
        foreach ($property in $plain) {
            "$($restored.($property.Name))".TrimEnd('/') | Should -Be "$($property.Value)".TrimEnd('/') -Because $property.Name
        }
    }

    It 'has the same values in CSV' {
        $sample | Export-Csv -LiteralPath $file -NoTypeInformation
        $restored = Import-Csv -LiteralPath $file
        foreach ($property in $plain) { $restored.($property.Name) | Should -Be "$($property.Value)" -Because $property.Name }
    }
}
