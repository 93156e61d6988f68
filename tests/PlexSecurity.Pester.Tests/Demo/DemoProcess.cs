using System.Diagnostics;

namespace PlexSecurity.Pester.Tests.Demo;

/// <summary>A run of the demo in its own process.</summary>
internal sealed record DemoProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<DemoProcess> RunAsync(
        string[] arguments, string? token = null, string? input = null, string? configuration = null)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PlexSecurity.Demo.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PLEX_TOKEN"] = token;
        if (configuration is not null)
            start.Environment["XDG_CONFIG_HOME"] = configuration;

        using Process process = Process.Start(start)!;
        using CancellationTokenSource timeUp =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeUp.CancelAfter(Limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeUp.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(timeUp.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeUp.Token);
            return new DemoProcess(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The demo still ran after {Limit}.");
        }
    }
}
