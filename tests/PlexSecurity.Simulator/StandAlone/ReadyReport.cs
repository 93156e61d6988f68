using System.Security.Cryptography;
using System.Text.Json;

namespace PlexSecurity.Simulator;

/// <summary>Tells people and programs where the server is.</summary>
internal static class ReadyReport
{
    public static string Json(PlexSimulator server) => JsonSerializer.Serialize(new
    {
        http = server.HttpUri,
        https = server.HttpsUri,
        machineIdentifier = server.MachineIdentifier,
        token = server.AdminToken,
        sharedToken = server.SharedToken,
        source = server.Sources.DefaultServer.Source,
        certificateThumbprint = server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256),
    });

    public static void Write(TextWriter output, PlexSimulator server, CommandLine line)
    {
        output.WriteLine($"Stand-in Plex Media Server '{server.FriendlyName}', version {server.Version}. Not a Plex Media Server.");
        output.WriteLine();
        output.WriteLine($"  HTTP    {server.HttpUri}");
        output.WriteLine($"  HTTPS   {server.HttpsUri} (its certificate is trusted by nobody: -SkipCertificateCheck)");
        string token = line.TokenFile is null ? server.AdminToken : $"in {line.TokenFile}";
        output.WriteLine($"  Token   {token} (a throw-away one: it works here alone and ends with this server)");
        output.WriteLine();
        output.WriteLine("Sources it knows:");
        foreach (SimulatedSource source in server.Sources.All) output.WriteLine($"  {source.Source} {source.Name}");
        output.WriteLine();
        output.WriteLine("Try, with the module imported:");
        output.WriteLine($"  Connect-PlexServer {server.HttpUri} -Token (Read-Host -AsSecureString)");
        output.WriteLine("  Get-PlexTransientToken");
        output.WriteLine($"  Get-PlexSourceConnection {server.Sources.DefaultServer.Source}");
        output.WriteLine();
        output.WriteLine($"Stops after {line.Minutes} minutes, or by Ctrl+C.");
        output.Flush();
    }
}
