@{
    RootModule        = 'BareModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '0f7f7b0e-5f5f-4a3c-8a55-6c0a2a6c52be'
    PowerShellVersion = '7.4'
    FormatsToProcess  = @('BareModule.Format.ps1xml')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
    CmdletsToExport   = @('Invoke-BareJob', 'Invoke-BareToken', 'Invoke-BareSources')
}
