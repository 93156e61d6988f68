using System.Security.Cryptography;
using System.Text.Json;

namespace PlexSecurity.Simulator;

/// <summary>Reports the addresses of the server, for people and for programs.</summary>
internal static class ReadyReport
{
    public static string Json(PlexSimulator server, StandAloneAccount? account) => JsonSerializer.Serialize(new
    {
        http = server.HttpUri,
        https = server.HttpsUri,
        machineIdentifier = server.MachineIdentifier,
        token = server.AdminToken,
        sharedToken = server.SharedToken,
        source = server.Sources.DefaultServer.Source,
        certificateThumbprint = server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256),
        account = account is null ? null : Describe(account),
    });

    private static object Describe(StandAloneAccount account) => new
    {
        proxy = account.PlexTv.ProxyUri,
        proxyUser = account.ProxyCredential?.User,
        proxyPassword = account.ProxyCredential?.Password,
        https = account.PlexTv.HttpsUri,
        control = account.PlexTv.ControlUri,
        authority = account.Authority,
        user = account.PlexTv.Account.User.Username,
        token = account.PlexTv.Account.Token,
        shared = new
        {
            name = account.Shared.FriendlyName,
            http = account.Shared.HttpUri,
            https = account.Shared.HttpsUri,
            machineIdentifier = account.Shared.MachineIdentifier,
        },
    };

    public static void Write(TextWriter output, PlexSimulator server, StandAloneAccount? account, CommandLine line)
    {
        output.WriteLine(
            $"Stand-in Plex Media Server '{server.FriendlyName}', version {server.Version}. Not a Plex Media Server.");
        output.WriteLine();
        output.WriteLine($"  HTTP    {server.HttpUri}");
        output.WriteLine($"  HTTPS   {server.HttpsUri} (no machine trusts its certificate: use -SkipCertificateCheck)");
        string token = line.TokenFile is null ? server.AdminToken : $"in {line.TokenFile}";
        output.WriteLine($"  Token   {token} (temporary: it works only here and ends with this server)");
        output.WriteLine();
        if (account is not null) Write(output, account, line);
        output.WriteLine("Sources:");
        foreach (SimulatedSource source in server.Sources.All) output.WriteLine($"  {source.Source} {source.Name}");
        output.WriteLine();
        output.WriteLine("With the module imported, try:");
        output.WriteLine($"  Connect-PlexServer {server.HttpUri} -Token (Read-Host -AsSecureString)");
        output.WriteLine("  Get-PlexTransientToken");
        output.WriteLine($"  Get-PlexSourceConnection {server.Sources.DefaultServer.Source}");
        output.WriteLine();
        output.WriteLine($"Stops after {line.Minutes} minutes, or on Ctrl+C.");
        output.Flush();
    }

    private static void Write(TextWriter output, StandAloneAccount account, CommandLine line)
    {
        output.WriteLine($"Stand-in plex.tv, account '{account.PlexTv.Account.User.Username}'. Not plex.tv.");
        output.WriteLine();
        output.WriteLine($"  Proxy   {account.PlexTv.ProxyUri} (the only route to it)");
        if (account.ProxyCredential is not null)
            output.WriteLine("          requires a user name and a password: see --ready-file");
        string authority = account.Authority ?? "not written: see --authority-folder";
        output.WriteLine($"  CA      {authority} (for SSL_CERT_FILE)");
        string token = line.TokenFile is null ? account.PlexTv.Account.Token : "in the file of --ready-file";
        output.WriteLine($"  Token   {token}");
        output.WriteLine();
    }
}
