@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = 'c4b1a4a4-3a0e-4a57-9f0c-0b6a3f4a9d11'
    PowerShellVersion = '5.1'
    FormatsToProcess  = @('EmptyModule.Format.ps1xml')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
    CmdletsToExport   = @('Get-Nothing')
}
