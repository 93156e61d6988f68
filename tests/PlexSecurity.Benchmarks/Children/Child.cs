using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>Runs a part of this program in a process of its own, whose output is figures.</summary>
internal static class Child
{
    /// <summary>The option that makes a process of this program a child.</summary>
    public const string Option = "--child";

    /// <summary>The variable with the server's address for TLS.</summary>
    public const string SecureUri = "PLEX_SECURE_URL";

    /// <summary>The variable with the SHA-256 thumbprint of the server's certificate.</summary>
    public const string Thumbprint = "PLEX_THUMBPRINT";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>The configuration of the children: never that of whoever runs this.</summary>
    private static readonly string Configuration = Directory.CreateTempSubdirectory("PlexSecurity-").FullName;

    static Child() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Configuration, recursive: true);

    public static Task<Figures> RunAsync(PlexSimulator server, string mode, params string[] arguments)
    {
        // By its own program, or by dotnet, which then is told the assembly.
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] self = isHost ? [typeof(Child).Assembly.Location] : [];
        return RunProgramAsync(server, program, [.. self, Option, mode, .. arguments]);
    }

    /// <summary>Runs a program; the address and the token of the server are in its environment.</summary>
    /// <param name="server">The server.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cache">
    /// Which folder for caches it has: PowerShell keeps a list of the methods that its last process compiled, and compiles them
    /// ahead in the next, which is to be a process of the same kind.
    /// </param>
    public static async Task<Figures> RunProgramAsync(PlexSimulator server, string program, string[] arguments, string cache = "cache")
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PLEX_URL"] = server.HttpUri.AbsoluteUri;
        start.Environment["PLEX_TOKEN"] = server.AdminToken;
        start.Environment[SecureUri] = server.HttpsUri.AbsoluteUri;
        start.Environment[Thumbprint] = server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        start.Environment["XDG_CONFIG_HOME"] = Configuration;
        start.Environment["XDG_CACHE_HOME"] = Directory.CreateDirectory(Path.Combine(Configuration, cache)).FullName;
        start.Environment["APPDATA"] = Configuration;

        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        using CancellationTokenSource limit = new(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', arguments.Skip(1))}' took more than {Limit.TotalSeconds} seconds.");
        }

        double wall = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{string.Join(' ', arguments.Skip(1))}' failed: {await errors}");

        Figures figures = new();
        foreach (string line in (await output).Split('\n'))
            figures.Add(line.Trim());
        figures.Add($"wall {wall.ToString("R", CultureInfo.InvariantCulture)}");
        return figures;
    }
}
