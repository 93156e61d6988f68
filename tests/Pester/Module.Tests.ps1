BeforeDiscovery {
    $script:commands = foreach ($name in (Get-Module PlexSecurity).ExportedCommands.Keys) { @{ Name = $name } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:root = Split-Path (Split-Path $PSScriptRoot)
    $script:path = Join-Path $root 'out/PlexSecurity/PlexSecurity.psd1'
    $script:module = Get-Module PlexSecurity
}

Describe 'The manifest' -Tag 'Manifest' {
    BeforeAll { $script:info = Test-ModuleManifest -Path $path }

    It 'belongs to the tested module' {
        $module.ModuleBase | Should -Be (Split-Path $path)
    }

    It 'has the metadata for a gallery' {
        $info.Version | Should -Be $module.Version
        foreach ($name in 'Author', 'Description', 'Copyright', 'Tags', 'CompatiblePSEditions') {
            $info.$name | Should -Not -BeNullOrEmpty -Because $name
        }
        $info.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
        $info.PowerShellVersion | Should -Be '5.1'
    }

    It 'has the same version as the assemblies' {
        $assembly = Get-Item (Join-Path $module.ModuleBase "bin/*/PlexSecurity*.dll")
        $assembly.Count | Should -Be 4
        $prerelease = $module.PrivateData.PSData['Prerelease']
        $version = "$($module.Version)$(if ($prerelease) { "-$prerelease" })"
        $assembly.VersionInfo.ProductVersion | Sort-Object -Unique | Should -Be $version
    }

    It 'exports exactly the cmdlets of the assembly' {
        $assembly = (Get-Command Connect-PlexServer).ImplementingType.Assembly
        $names = foreach ($type in $assembly.GetExportedTypes()) {
            foreach ($cmdlet in $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)) {
                "$($cmdlet.VerbName)-$($cmdlet.NounName)"
            }
        }
        $info.ExportedCmdlets.Keys | Sort-Object | Should -Be ($names | Sort-Object)
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($names | Sort-Object)
        $module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'loads on the first call of a cmdlet' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('Get-PlexServerSession; (Get-Module PlexSecurity).ModuleBase')
            $shell.Invoke() | Should -Be $module.ModuleBase
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe '<Name>' -Tag 'Help' -ForEach $script:commands {
    BeforeAll {
        $script:command = Get-Command -Module PlexSecurity -Name $Name
        # A help object has only the properties of its page.
        Set-StrictMode -Off
        $script:help = Get-Help $Name -Full
    }

    It 'has a test file' {
        Join-Path $PSScriptRoot "$Name.Tests.ps1" | Should -Exist
    }

    It 'has an approved verb' {
        (Get-Verb).Verb | Should -Contain $command.Verb
    }

    It 'has online help only in a build from a repository' {
        $data = (Get-Module PlexSecurity).PrivateData.PSData
        if ($data.ContainsKey('ProjectUri')) {
            $command.HelpUri | Should -BeLike "$($data.ProjectUri)/blob/*/docs/en-US/$Name.md"
        }
        else {
            $command.HelpUri | Should -BeNullOrEmpty
            { Get-Help $Name -Online } | Should -Throw '*online version*cannot be displayed*'
        }
    }

    It 'has help with a synopsis, a description and at least three examples' {
        # Without help, PowerShell returns the syntax.
        "$($help.Synopsis)".Trim() | Should -Not -Match "^$Name"
        "$($help.Synopsis)".Trim() | Should -Not -BeNullOrEmpty
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) { $example.code | Should -Match $Name }
    }

    It 'has help for exactly its own parameters' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters +
            [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $own = @($command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        $described = @($help.parameters | ForEach-Object { $_.parameter } | Where-Object { $_ -and $_.name -notin $common })
        @($described | ForEach-Object { $_.name } | Sort-Object) | Should -Be $own
        foreach ($parameter in $described) {
            $text = $parameter | Select-Object -ExpandProperty description -ErrorAction Ignore | Out-String
            $text.Trim() | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) needs help"
        }
    }
}

Describe 'The help of the module' -Tag 'Help' {
    It 'has the page about_PlexSecurity' {
        (Get-Help about_PlexSecurity | Out-String).Length | Should -BeGreaterThan 500
    }
}

Describe 'The scripts and the manifest' -Tag 'Analysis' {
    It 'have no findings of PSScriptAnalyzer' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
            return
        }
        $output = & (Join-Path $PSScriptRoot 'Invoke-Analysis.ps1') | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $output
    }
}
