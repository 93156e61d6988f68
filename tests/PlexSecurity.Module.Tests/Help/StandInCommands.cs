namespace PlexSecurity.Module.Tests.Help;

/// <summary>
/// Stand-ins for commands of other modules that the examples use and the bare engine lacks. They do only what the examples need.
/// A parameter that the real command does not have is an error here too.
/// </summary>
internal static class StandInCommands
{
    public const string TokenVariable = "ExampleToken";

    public const string Script = """
        $global:Files = @{}

        function global:Get-Secret {
            [CmdletBinding()]
            param([Parameter(Mandatory, Position = 0)] [string] $Name, [switch] $AsPlainText)
            if ($AsPlainText) { [pscredential]::new('x', $ExampleToken).GetNetworkCredential().Password } else { $ExampleToken }
        }

        function global:Read-Host {
            [CmdletBinding()]
            param([Parameter(Position = 0)] [string] $Prompt, [Parameter(Mandatory)] [switch] $AsSecureString)
            $ExampleToken
        }

        function global:Set-Clipboard {
            [CmdletBinding()]
            param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string[]] $Value)
            process { "In the clipboard: $($Value.Length)" }
        }

        function global:Export-Clixml {
            [CmdletBinding()]
            param([Parameter(Mandatory, Position = 0)] [string] $Path, [Parameter(Mandatory, ValueFromPipeline)] $InputObject)
            begin { $all = @() }
            process { $all += $InputObject }
            end { $Files[$Path] = [System.Management.Automation.PSSerializer]::Serialize($all) }
        }

        function global:Import-Clixml {
            [CmdletBinding()]
            param([Parameter(Mandatory, Position = 0)] [string] $Path)
            [System.Management.Automation.PSSerializer]::Deserialize($Files[$Path])
        }

        function global:Invoke-RestMethod {
            [CmdletBinding()]
            param([Parameter(Mandatory, Position = 0)] [uri] $Uri, [hashtable] $Headers)
            $client = [System.Net.Http.HttpClient]::new()
            try {
                foreach ($key in $Headers.Keys) { $client.DefaultRequestHeaders.Add($key, [string] $Headers[$key]) }
                $client.GetStringAsync($Uri).GetAwaiter().GetResult()
            }
            finally { $client.Dispose() }
        }
        """;
}
