using System.Management.Automation;
using System.Security;
using PlexSecurity.Demo;
using PlexSecurity.Demo.Engine;

if (DemoOptions.Parse(args) is not DemoOptions options)
{
    Console.Error.WriteLine(DemoOptions.Usage);
    return 2;
}

await using DemoServer server = await DemoServer.OpenAsync(options, Console.Out);
Environment.SetEnvironmentVariable("PLEX_URL", server.Address);
Environment.SetEnvironmentVariable("PLEX_TOKEN", server.Token);

bool color = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
using PowerShellEngine engine = new(Console.Out, PowerShellEngine.BuiltModule, color);
if (options.Script is not null)
{
    string script = Path.GetFullPath(options.Script);
    ErrorRecord? ended = engine.Show($"& '{script.Replace("'", "''", StringComparison.Ordinal)}'");
    return ended is null ? engine.ExitCode : 1;
}

if (server.IsStandIn)
{
    Console.WriteLine("A stand-in server plays the Plex Media Server: its addresses, names and tokens are made up.");
    Console.WriteLine();
}

SecureString token = new();
foreach (char c in server.Token)
    token.AppendChar(c);
engine.SetVariable("token", token);
engine.SetVariable("thumbprint", server.Thumbprint);

bool good = new MainJob(engine, server, Console.Out).Run();
Console.WriteLine(good ? "The main job ran as it should." : "The main job did not run as it should.");
return good ? 0 : 1;
