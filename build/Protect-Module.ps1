<#
.SYNOPSIS
    Signs the finished module, creates its catalog, and verifies both.
.DESCRIPTION
    Authenticode signatures and catalogs require Windows. If the specified certificate cannot be used, the script fails. If no
    certificate is specified, it only writes a warning.
.EXAMPLE
    ./build.ps1 -Task Sign -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The folder of the module.
    [Parameter(Mandatory)]
    [string] $Path,

    # The thumbprint of the code signing certificate in Cert:\CurrentUser\My; empty for no signature.
    [string] $CertificateThumbprint
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not $CertificateThumbprint) {
    Write-Warning 'The module was not signed, and no catalog was created. Specify a certificate with -CertificateThumbprint.'
    return
}
foreach ($command in 'Set-AuthenticodeSignature', 'New-FileCatalog') {
    if (-not (Get-Command $command -ErrorAction Ignore)) {
        throw "Cannot sign the module: $command is not available. Signing requires Windows."
    }
}
$certificate = Get-Item -LiteralPath "Cert:\CurrentUser\My\$CertificateThumbprint"
if (-not $PSCmdlet.ShouldProcess($Path, "Sign with '$($certificate.Subject)'")) { return }

function Add-Signature([string[]] $File) {
    foreach ($item in $File) {
        $null = Set-AuthenticodeSignature -LiteralPath $item -Certificate $certificate -HashAlgorithm SHA256
        $signature = Get-AuthenticodeSignature -LiteralPath $item
        if ($signature.Status -ne 'Valid') {
            throw "'$item' has no valid signature: $($signature.Status). $($signature.StatusMessage)"
        }
    }
}

# The assemblies of .NET are already signed by Microsoft.
$own = Get-ChildItem -LiteralPath $Path -Recurse -File | Where-Object Name -Match '^PlexSecurity.*\.(dll|psd1|ps1xml)$'
Add-Signature $own.FullName

# The catalog is created last, because it contains the hashes of the signed files.
$catalog = Join-Path $Path 'PlexSecurity.cat'
if (Test-Path -LiteralPath $catalog) { Remove-Item -LiteralPath $catalog }
$null = New-FileCatalog -Path $Path -CatalogFilePath $catalog -CatalogVersion 2.0
Add-Signature $catalog
$status = Test-FileCatalog -Path $Path -CatalogFilePath $catalog -FilesToSkip 'PlexSecurity.cat'
if ($status -ne 'Valid') { throw "The catalog does not match the module: $status." }
Write-Output "Signed and verified $(@($own).Count) files and the catalog with '$($certificate.Subject)'."
