BeforeDiscovery {
    # On Windows, the tests cannot change the module folder of the user, and they must not install a module in it.
    $script:reason = if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) {
        'the test would install modules for the real user'
    }
    elseif (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)) { 'PSResourceGet is not installed' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'StandIn.psm1')
    $script:base = (Get-Module PlexSecurity).ModuleBase
    $script:version = (Get-Module PlexSecurity).Version
}

# The gallery is a folder, and the user has no modules.
Describe 'The module in a gallery' -Tag 'Gallery' -Skip:([bool] $script:reason) {
    BeforeAll {
        $user = Join-Path $TestDrive 'user'
        $newer = Join-Path $TestDrive 'PlexSecurity'
        $null = New-Item -ItemType Directory -Path $user, (Join-Path $TestDrive 'gallery')
        Copy-Item -LiteralPath $base -Destination $newer -Recurse
        $manifest = Join-Path $newer 'PlexSecurity.psd1'
        $text = (Get-Content -LiteralPath $manifest -Raw) -replace "(?<=ModuleVersion\s+= ')[\d.]+", '99.0.0'
        Set-Content -LiteralPath $manifest -Value $text
        $script:variables = @{
            HOME = $user; XDG_CONFIG_HOME = $null; XDG_DATA_HOME = $null; XDG_CACHE_HOME = $null; PSModulePath = $null
            MODULE = $base; NEWER = $newer; GALLERY = Join-Path $TestDrive 'gallery'
        }
        $script:output = Invoke-Shell -Environment $variables -Script {
            $ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name Local -Uri $env:GALLERY -Trusted
            Publish-PSResource -Path $env:MODULE -Repository Local
            Install-PSResource PlexSecurity -Repository Local
            "found $((Find-PSResource PlexSecurity -Repository Local).Version)"
            "installed $((Get-InstalledPSResource PlexSecurity).Version -join ' ')"
        }
    }

    It 'is published as built and installed by name' {
        $output | Should -Be @("found $version", "installed $version")
        Join-Path $TestDrive "gallery/PlexSecurity.$version.nupkg" | Should -Exist
    }

    It 'loads in a new process on the first call, with all its files' {
        $loaded = Invoke-Shell -Environment $variables -Script {
            Get-PlexServerSession
            (Get-Module PlexSecurity).ModuleBase
            (Get-Help Connect-PlexServer).Synopsis
            (Get-ChildItem (Get-Module PlexSecurity).ModuleBase -Recurse -File -Filter *.dll).Count
        }
        $loaded[0] | Should -BeLike "$(Join-Path $TestDrive 'user')*PlexSecurity*$version"
        $loaded[1] | Should -Not -Match '^\s*Connect-PlexServer \['
        $loaded[2] | Should -Be (Get-ChildItem $base -Recurse -File -Filter *.dll).Count
    }

    It 'is updated side by side, and the latest version loads' {
        $updated = Invoke-Shell -Environment $variables -Script {
            $ErrorActionPreference = 'Stop'
            Publish-PSResource -Path $env:NEWER -Repository Local
            Update-PSResource PlexSecurity -Repository Local
            "installed $(((Get-InstalledPSResource PlexSecurity).Version | Sort-Object) -join ' ')"
        }
        $updated | Should -Be "installed $version 99.0.0"
        Invoke-Shell -Environment $variables -Script { Get-PlexServerSession; "$((Get-Module PlexSecurity).Version)" } |
            Should -Be '99.0.0'
        Invoke-Shell -Environment ($variables + @{ OLDER = "$version" }) -Script {
            Import-Module PlexSecurity -RequiredVersion $env:OLDER
            "$((Get-Module PlexSecurity).Version)"
        } | Should -Be "$version"
    }
}
