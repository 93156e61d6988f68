using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>A port of which another machine takes over.</summary>
internal sealed class TakenOverPort : IDisposable
{
    private readonly List<Socket> _connections = [];
    private readonly SemaphoreSlim _held = new(0);
    private readonly bool _holds;
    private readonly int _number;
    private TcpListener _listener;
    private int _tokensOfOther;

    /// <param name="holds">Whether the first machine answers no request with a token.</param>
    public TakenOverPort(bool holds)
    {
        _holds = holds;
        _listener = Listen(0, isOther: false);
        _number = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public Uri Uri => new($"http://127.0.0.1:{_number}/");

    public int TokensOfOther => Volatile.Read(ref _tokensOfOther);

    /// <summary>Waits for requests with a token that the first machine holds.</summary>
    public async Task HeldAsync(int count, CancellationToken ct)
    {
        for (int i = 0; i < count; i++)
            Assert.True(await _held.WaitAsync(TestTimeout.Limit, ct));
    }

    /// <summary>The first machine keeps its connections; another gets the new ones.</summary>
    public void TakeNewConnections()
    {
        _listener.Dispose();
        _listener = Listen(_number, isOther: true);
    }

    /// <summary>The first machine goes, with all its connections; then the other comes.</summary>
    public void TakeOver(bool reset)
    {
        Close(reset);
        _listener = Listen(_number, isOther: true);
    }

    public void Dispose()
    {
        Close(reset: false);
        _held.Dispose();
    }

    private void Close(bool reset)
    {
        lock (_connections)
        {
            _listener.Dispose();
            foreach (Socket connection in _connections)
            {
                if (reset)
                    connection.LingerState = new LingerOption(true, 0);
                connection.Dispose();
            }

            _connections.Clear();
        }
    }

    private TcpListener Listen(int port, bool isOther)
    {
        TcpListener listener = new(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start(512);
        _ = AcceptAsync(listener, isOther);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener, bool isOther)
    {
        try
        {
            while (true)
            {
                Socket connection = await listener.AcceptSocketAsync();
                lock (_connections)
                {
                    if (listener.Server.IsBound)
                        _connections.Add(connection);
                    else
                        connection.Dispose();
                }

                _ = ServeAsync(connection, isOther);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket connection, bool isOther)
    {
        byte[] buffer = new byte[16384];
        string received = string.Empty;
        try
        {
            while (await connection.ReceiveAsync(buffer) is > 0 and int count)
            {
                received += Encoding.ASCII.GetString(buffer, 0, count);
                if (!received.Contains("\r\n\r\n", StringComparison.Ordinal))
                    continue;
                bool hasToken = received.Contains("X-Plex-Token", StringComparison.OrdinalIgnoreCase);
                received = string.Empty;
                if (hasToken && isOther)
                    Interlocked.Increment(ref _tokensOfOther);
                if (hasToken && !isOther && _holds)
                    _held.Release();
                else
                    await connection.SendAsync(Response(isOther ? "other-machine" : "first-machine"));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }

    private static byte[] Response(string identifier)
    {
        string body = $$$"""{"MediaContainer":{"machineIdentifier":"{{{identifier}}}"}}""";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
