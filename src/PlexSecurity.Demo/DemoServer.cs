using System.Security.Cryptography;
using PlexSecurity.Simulator;

namespace PlexSecurity.Demo;

/// <summary>The server of the demo and its token: the stand-in, or the specified server.</summary>
internal sealed class DemoServer(string address, string token, string? source, PlexSimulator? simulator) : IAsyncDisposable
{
    public string Address => address;

    public string Token => token;

    /// <summary>The source to get; null if none is specified.</summary>
    public string? Source => source;

    /// <summary>The SHA-256 thumbprint of the stand-in's certificate.</summary>
    public string? Thumbprint => simulator?.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);

    public bool IsStandIn => simulator is not null;

    public static async Task<DemoServer> OpenAsync(DemoOptions options, TextWriter output)
    {
        if (options.Server is not null)
            return new DemoServer(options.Server, ReadToken(output), options.Source, null);

        PlexSimulator standIn = await PlexSimulator.StartAsync();

        // The server itself is the source, so that all tested addresses are on this machine.
        string itself = standIn.Sources.Add(standIn.AsSource()).Source;
        return new DemoServer(standIn.HttpUri.AbsoluteUri, standIn.AdminToken, options.Source ?? itself, standIn);
    }

    public ValueTask DisposeAsync() => simulator?.DisposeAsync() ?? ValueTask.CompletedTask;

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
