<#
.SYNOPSIS
    Signs the finished module, makes its catalog and verifies both, or says why it does not.
.DESCRIPTION
    Only Windows can sign with Authenticode and make catalogs. A certificate that is given and cannot be used is an error; no
    certificate is none.
.EXAMPLE
    ./build.ps1 -Task Sign -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The folder of the module.
    [Parameter(Mandatory)]
    [string] $Path,

    # The code signing certificate, in Cert:\CurrentUser\My; nothing for none.
    [string] $CertificateThumbprint
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not $CertificateThumbprint) {
    Write-Warning 'Not signed, and no catalog: no certificate was given (-CertificateThumbprint).'
    return
}
foreach ($command in 'Set-AuthenticodeSignature', 'New-FileCatalog') {
    if (-not (Get-Command $command -ErrorAction Ignore)) { throw "Not signed: this PowerShell has no $command. Only Windows can sign." }
}
$certificate = Get-Item -LiteralPath "Cert:\CurrentUser\My\$CertificateThumbprint"
if (-not $PSCmdlet.ShouldProcess($Path, "Sign with '$($certificate.Subject)'")) { return }

function Add-Signature([string[]] $File) {
    foreach ($one in $File) {
        $null = Set-AuthenticodeSignature -LiteralPath $one -Certificate $certificate -HashAlgorithm SHA256
        $signature = Get-AuthenticodeSignature -LiteralPath $one
        if ($signature.Status -ne 'Valid') { throw "'$one' has no valid signature: $($signature.Status). $($signature.StatusMessage)" }
    }
}

# Those of .NET have the signature of their maker.
$own = Get-ChildItem -LiteralPath $Path -Recurse -File | Where-Object Name -Match '^PlexSecurity.*\.(dll|psd1|ps1xml)$'
Add-Signature $own.FullName

# The catalog comes last: it has the hashes of the signed files.
$catalog = Join-Path $Path 'PlexSecurity.cat'
if (Test-Path -LiteralPath $catalog) { Remove-Item -LiteralPath $catalog }
$null = New-FileCatalog -Path $Path -CatalogFilePath $catalog -CatalogVersion 2.0
Add-Signature $catalog
$status = Test-FileCatalog -Path $Path -CatalogFilePath $catalog -FilesToSkip 'PlexSecurity.cat'
if ($status -ne 'Valid') { throw "The catalog does not fit the module: $status." }
Write-Output "Signed $(@($own).Count) files and the catalog with '$($certificate.Subject)', and verified them."
