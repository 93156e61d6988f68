using System.Security.Cryptography;
using PlexSecurity.Simulator;

namespace PlexSecurity.Demo;

/// <summary>The server of the demo and its token: the stand-in server, or a server of the user.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly PlexSimulator? _simulator;

    private DemoServer(string address, string token, string? source, PlexSimulator? simulator)
    {
        Address = address;
        Token = token;
        Source = source;
        _simulator = simulator;
    }

    public string Address { get; }

    public string Token { get; }

    /// <summary>The source to request; null if the user specified none.</summary>
    public string? Source { get; }

    /// <summary>The SHA-256 thumbprint of the certificate of the stand-in server.</summary>
    public string? Thumbprint => _simulator?.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);

    public bool IsStandIn => _simulator is not null;

    public static async Task<DemoServer> OpenAsync(DemoOptions options, TextWriter output)
    {
        if (options.Server is not null)
            return new DemoServer(options.Server, ReadToken(output), options.Source, null);

        PlexSimulator simulator = await PlexSimulator.StartAsync();

        // The server is its own source, so that the demo connects only to this machine.
        string self = simulator.Sources.Add(simulator.AsSource()).Source;
        return new DemoServer(
            simulator.HttpUri.AbsoluteUri,
            simulator.AdminToken,
            options.Source ?? self,
            simulator);
    }

    public ValueTask DisposeAsync() => _simulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string ReadToken(TextWriter output)
    {
        if (Environment.GetEnvironmentVariable("PLEX_TOKEN") is { Length: > 0 } token)
            return token;
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? string.Empty;

        output.Write("Token: ");
        Stack<char> typed = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
                typed.Push(key.KeyChar);
            else
                typed.TryPop(out _);
        }

        output.WriteLine();
        return new string(typed.Reverse().ToArray());
    }
}
