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

    It 'is the one that is tested here' {
        $module.ModuleBase | Should -Be (Split-Path $path)
    }

    It 'names what a gallery shows' {
        $info.Version | Should -Be $module.Version
        foreach ($name in 'Author', 'Description', 'Copyright', 'Tags', 'CompatiblePSEditions') {
            $info.$name | Should -Not -BeNullOrEmpty -Because $name
        }
        $info.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
        $info.PowerShellVersion | Should -Be '5.1'
    }

    It 'gives the assemblies the version of the module' {
        $assembly = Get-Item (Join-Path $module.ModuleBase "bin/*/PlexSecurity*.dll")
        $assembly.Count | Should -Be 4
        $prerelease = $module.PrivateData.PSData['Prerelease']
        $version = "$($module.Version)$(if ($prerelease) { "-$prerelease" })"
        $assembly.VersionInfo.ProductVersion | Sort-Object -Unique | Should -Be $version
    }

    It 'exports the cmdlets it lists, which are all there are, and nothing else' {
        $assembly = (Get-Command Connect-PlexServer).ImplementingType.Assembly
        $made = foreach ($type in $assembly.GetExportedTypes()) {
            foreach ($cmdlet in $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)) {
                "$($cmdlet.VerbName)-$($cmdlet.NounName)"
            }
        }
        $info.ExportedCmdlets.Keys | Sort-Object | Should -Be ($made | Sort-Object)
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($made | Sort-Object)
        $module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'loads by itself when one of its cmdlets is called' {
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
        # Help objects have only the parts that were written.
        Set-StrictMode -Off
        $script:help = Get-Help $Name -Full
    }

    It 'has a file of tests' {
        Join-Path $PSScriptRoot "$Name.Tests.ps1" | Should -Exist
    }

    It 'has an approved verb' {
        (Get-Verb).Verb | Should -Contain $command.Verb
    }

    It 'has online help in the repository that built the module, and says so where there is none' {
        $data = (Get-Module PlexSecurity).PrivateData.PSData
        if ($data.ContainsKey('ProjectUri')) {
            $command.HelpUri | Should -BeLike "$($data.ProjectUri)/blob/*/docs/en-US/$Name.md"
        }
        else {
            $command.HelpUri | Should -BeNullOrEmpty
            { Get-Help $Name -Online } | Should -Throw '*online version*cannot be displayed*'
        }
    }

    It 'has help: what it is for, and three examples or more' {
        # Where there is no help, the syntax stands in for it.
        "$($help.Synopsis)".Trim() | Should -Not -Match "^$Name"
        "$($help.Synopsis)".Trim() | Should -Not -BeNullOrEmpty
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) { $example.code | Should -Match $Name }
    }

    It 'has help for every parameter of its own, and for no other' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $own = @($command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        $described = @($help.parameters | ForEach-Object { $_.parameter } | Where-Object { $_ -and $_.name -notin $common })
        @($described | ForEach-Object { $_.name } | Sort-Object) | Should -Be $own
        foreach ($parameter in $described) {
            $text = $parameter | Select-Object -ExpandProperty description -ErrorAction Ignore | Out-String
            $text.Trim() | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) needs its help"
        }
    }
}

Describe 'The help of the module' -Tag 'Help' {
    It 'has a page about_PlexSecurity' {
        (Get-Help about_PlexSecurity | Out-String).Length | Should -BeGreaterThan 500
    }
}

Describe 'The scripts and the manifest' -Tag 'Analysis' {
    It 'give PSScriptAnalyzer nothing to say' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
            return
        }
        $said = & (Join-Path $PSScriptRoot 'Invoke-Analysis.ps1') | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $said
    }
}
