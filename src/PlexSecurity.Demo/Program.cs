using System.Diagnostics;
using System.Runtime.InteropServices;
using PlexSecurity.Demo;

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(DemoOptions.Usage);
    return 0;
}

if (DemoOptions.Parse(args, out string? error) is not DemoOptions options)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine();
    Console.Error.WriteLine(DemoOptions.Usage);
    return 2;
}

await using DemoServer server = await DemoServer.OpenAsync(options, Console.Out);
string script = Path.Combine(AppContext.BaseDirectory, "Scripts", "Start-Demo.ps1");
List<string> arguments = [options.Shell ? "-NoExit" : "-NonInteractive", "-File", script, "-Module", PowerShellTool.Module];
if (server.Source is not null)
    arguments.AddRange(["-Source", server.Source]);
if (options.Script is not null)
    arguments.AddRange(["-Script", Path.GetFullPath(options.Script)]);
if (options.Shell)
    arguments.Add("-Shell");
if (server.IsStandIn && options.Script is null)
{
    Console.WriteLine("A stand-in server plays the Plex Media Server. Its addresses, names and tokens are not real.");
    Console.WriteLine();
}

ProcessStartInfo start = PowerShellTool.Start(arguments);
start.Environment["PLEX_URL"] = server.Address;
start.Environment["PLEX_TOKEN"] = server.Token;
// No machine trusts the certificate of the stand-in server, so the scripts pin it.
if (server.Thumbprint is string thumbprint)
    start.Environment["PLEX_THUMBPRINT"] = thumbprint;
// Redirected output gets no colors, except for the script that draws the picture in README.
if (Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("FORCE_COLOR")))
    start.Environment["NO_COLOR"] = "1";
using Process shell = Process.Start(start)!;

// The shell handles Ctrl+C, because it has the same terminal. Any other end of this process also ends the shell.
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
using CancellationTokenSource stop = new();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
try
{
    await shell.WaitForExitAsync(stop.Token);
}
catch (OperationCanceledException)
{
    shell.Kill(entireProcessTree: true);
    await shell.WaitForExitAsync(CancellationToken.None);
}

return shell.ExitCode;
