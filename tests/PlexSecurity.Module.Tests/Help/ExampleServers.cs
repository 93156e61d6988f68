using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>The servers that the examples name, each played by a stand-in server. They all know the same token.</summary>
internal sealed partial class ExampleServers : IAsyncDisposable
{
    public const string Token = "example-token-of-an-owner";

    private readonly Dictionary<string, PlexSimulator> _servers = [];

    private ExampleServers()
    {
    }

    public PlexSimulator this[string host] => _servers[host];

    public IEnumerable<PlexSimulator> All => _servers.Values;

    public static async Task<ExampleServers> StartAsync(params string[] hosts)
    {
        ExampleServers servers = new();
        foreach (string host in hosts)
        {
            string name = char.ToUpperInvariant(host[0]) + host[1..];
            servers._servers[host] = await PlexSimulator.StartAsync(new SimulatorOptions { FriendlyName = name, AdminToken = Token });
        }

        return servers;
    }

    /// <summary>
    /// The script with what cannot be the same everywhere put in place: the addresses of the servers, such as
    /// <c>nas:32400</c>, and the thumbprint of a certificate. Nothing else is changed.
    /// </summary>
    public string Localize(string script)
    {
        string local = Address().Replace(script, match =>
        {
            PlexSimulator server = _servers[match.Groups["host"].Value];
            Uri uri = match.Groups["scheme"].Value == "https://" ? server.HttpsUri : server.HttpUri;
            return match.Groups["scheme"].Value + uri.Authority;
        });
        return Thumbprint().Replace(local, _ => _servers.Values.First().ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PlexSimulator server in All)
            await server.DisposeAsync();
    }

    [GeneratedRegex(@"(?<scheme>https?://)?\b(?<host>[a-z]+):32400\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b[0-9A-F]{64}\b")]
    private static partial Regex Thumbprint();
}
