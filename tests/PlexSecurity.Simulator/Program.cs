using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PlexSecurity.Simulator;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            CommandLine line = CommandLine.Read(arguments);
            if (line.Help) Console.WriteLine(CommandLine.Usage);
            else await RunAsync(line).ConfigureAwait(false);
            return 0;
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n\n{CommandLine.Usage}").ConfigureAwait(false);
            return 2;
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task RunAsync(CommandLine line)
    {
        using var stop = new CancellationTokenSource();
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);

        SimulatorOptions defaults = new();
        PlexSimulator server = await PlexSimulator.StartAsync(new SimulatorOptions
        {
            HttpPort = line.HttpPort,
            HttpsPort = line.HttpsPort,
            Version = line.ServerVersion ?? defaults.Version,
            ControlEndpoint = line.Control,
        }).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            if (!line.Account)
            {
                await ServeAsync(line, server, null, stop.Token).ConfigureAwait(false);
                return;
            }

            StandAloneAccount account = await StandAloneAccount.StartAsync(line, server).ConfigureAwait(false);
            await using (account.ConfigureAwait(false)) await ServeAsync(line, server, account, stop.Token).ConfigureAwait(false);
        }
    }

    private static async Task ServeAsync(
        CommandLine line, PlexSimulator server, StandAloneAccount? account, CancellationToken stop)
    {
        if (line.ListItself) server.Sources.Add(server.AsSource());
        if (line.TokenFile is not null) PrivateFile.Write(line.TokenFile, server.AdminToken);
        if (line.ReadyFile is not null) PrivateFile.Write(line.ReadyFile, ReadyReport.Json(server, account));
        ReadyReport.Write(Console.Out, server, account, line);
        await WaitAsync(line, stop).ConfigureAwait(false);
    }

    private static async Task WaitAsync(CommandLine line, CancellationToken stop)
    {
        Task input = line.UntilStdinCloses ? ReadToEndAsync() : Task.Delay(Timeout.Infinite, stop);
        await Task.WhenAny(input, Task.Delay(TimeSpan.FromMinutes(line.Minutes), stop)).ConfigureAwait(false);
    }

    // Console input blocks its caller, so it gets its own thread. The process ends without waiting for it.
    private static Task ReadToEndAsync() => Task.Run(() =>
    {
        while (Console.In.ReadLine() is not null)
        {
            // The input itself is ignored.
        }
    });
}
