using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>The servers in the examples, as stand-in servers. They all accept the same token.</summary>
internal sealed partial class ExampleServers : IAsyncDisposable
{
    public const string Token = "example-token-of-an-owner";

    /// <summary>The machine identifier of the source in the examples.</summary>
    private const string Source = "243b7a9e1c5d8f602e4a6c8b0d1f3e5a7cfcb1df";

    private readonly Dictionary<string, PlexSimulator> _servers = [];

    private ExampleServers()
    {
    }

    public PlexSimulator this[string host] => _servers[host];

    public IEnumerable<PlexSimulator> All => _servers.Values;

    /// <summary>
    /// Starts <c>nas</c> and <c>attic</c>. The examples use attic as a source of nas. It also plays the provider, so that no
    /// example connects to another machine.
    /// </summary>
    public static async Task<ExampleServers> StartAsync()
    {
        ExampleServers servers = new();
        PlexSimulator nas = await servers.StartAsync("nas", null);
        PlexSimulator attic = await servers.StartAsync("attic", Source);
        SimulatedSource provider = nas.Sources.DefaultProvider with { Connections = [SimulatedConnection.To(attic.HttpsUri)] };
        // Only http, because this machine does not trust the certificate of a stand-in server.
        nas.Sources.Add(attic.AsSource() with { Connections = [SimulatedConnection.To(attic.HttpUri)] });
        nas.Sources.Add(provider);
        attic.Sources.Add(provider);
        return servers;
    }

    /// <summary>
    /// Replaces the addresses of the servers, such as <c>nas:32400</c>, and the thumbprint of the certificate in a script.
    /// Nothing else changes.
    /// </summary>
    public string Localize(string script)
    {
        string local = Address().Replace(script, match =>
        {
            PlexSimulator server = _servers[match.Groups["host"].Value];
            Uri uri = match.Groups["scheme"].Value == "https://" ? server.HttpsUri : server.HttpUri;
            return match.Groups["scheme"].Value + uri.Authority;
        });
        string thumbprint = this["nas"].ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        return Thumbprint().Replace(local, thumbprint);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PlexSimulator server in All)
            await server.DisposeAsync();
    }

    private async Task<PlexSimulator> StartAsync(string host, string? identifier)
    {
        SimulatorOptions options = new()
        {
            FriendlyName = char.ToUpperInvariant(host[0]) + host[1..],
            MachineIdentifier = identifier,
            AdminToken = Token,
        };
        return _servers[host] = await PlexSimulator.StartAsync(options, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"(?<scheme>https?://)?\b(?<host>[a-z]+):32400\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b[0-9A-F]{64}\b")]
    private static partial Regex Thumbprint();
}
