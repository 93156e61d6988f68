using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>
/// A server on loopback that chooses its response for each connection, like a relay or another machine.
/// </summary>
/// <param name="respond">Maps the connection, from 1, and the path to the response; null closes the connection.</param>
internal sealed class RawServer(Func<int, string, string?> respond) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The received requests: connection, path and token, if any.</summary>
    public ConcurrentQueue<(int Connection, string Path, string? Token)> Requests { get; } = new();

    public static RawServer Start(Func<int, string, string?> respond)
    {
        RawServer server = new(respond);
        server._listener.Start();
        server._running = server.AcceptAsync();
        return server;
    }

    public static string Identity(string machine, bool close = false) =>
        Json($$"""{"MediaContainer":{"machineIdentifier":"{{machine}}","version":"1.43.4"} }""", close);

    public static string Json(string body, bool close = false) =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{body.Length}\r\n{(close ? "Connection: close\r\n" : "")}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                connections.Add(ServeAsync(client, connections.Count + 1));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using TcpClient closing = client;
        try
        {
            using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
            while (await ReadAsync(reader) is { } request)
            {
                Requests.Enqueue((connection, request.Path, request.Token));
                string? bytes = respond(connection, request.Path);
                if (bytes is null)
                    return;
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(bytes), _end.Token);
                if (bytes.Contains("Connection: close", StringComparison.Ordinal))
                    return;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
        }
    }

    private async Task<(string Path, string? Token)?> ReadAsync(StreamReader reader)
    {
        string? line = await reader.ReadLineAsync(_end.Token);
        if (line is null)
            return null;
        string path = line.Split(' ')[1].Split('?')[0];
        string? token = null;
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } header)
        {
            if (header.StartsWith("X-Plex-Token: ", StringComparison.OrdinalIgnoreCase))
                token = header["X-Plex-Token: ".Length..];
        }

        return (path, token);
    }
}
