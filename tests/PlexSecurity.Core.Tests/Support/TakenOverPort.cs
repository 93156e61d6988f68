using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>A port that another machine takes over.</summary>
internal sealed class TakenOverPort : IDisposable
{
    private readonly List<Socket> _connections = [];
    private readonly SemaphoreSlim _held = new(0);
    private volatile bool _holdsRequests;
    private readonly int _number;
    private TcpListener _listener;
    private int _leakedTokens;

    /// <param name="holdsRequests">Whether the first machine holds requests with a token without a response.</param>
    public TakenOverPort(bool holdsRequests)
    {
        _holdsRequests = holdsRequests;
        _listener = Listen(0, isImpostor: false);
        _number = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public Uri Uri => new($"http://127.0.0.1:{_number}/");

    public int LeakedTokens => Volatile.Read(ref _leakedTokens);

    /// <summary>Waits until the first machine holds this number of requests with a token.</summary>
    public async Task WaitForHeldRequestsAsync(int count, CancellationToken ct)
    {
        for (int i = 0; i < count; i++)
            Assert.True(await _held.WaitAsync(TestTimeout.Limit, ct));
    }

    /// <summary>The first machine keeps its connections and holds requests; the other one gets the new connections.</summary>
    public void TakeNewConnections()
    {
        _holdsRequests = true;
        _listener.Dispose();
        _listener = Listen(_number, isImpostor: true);
    }

    /// <summary>The first machine closes all its connections; then the other one starts.</summary>
    public void TakeOver(bool reset)
    {
        Close(reset);
        _listener = Listen(_number, isImpostor: true);
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

    private TcpListener Listen(int port, bool isImpostor)
    {
        TcpListener listener = new(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start(512);
        _ = AcceptAsync(listener, isImpostor);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener, bool isImpostor)
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

                _ = ServeAsync(connection, isImpostor);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket connection, bool isImpostor)
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
                if (hasToken && isImpostor)
                    Interlocked.Increment(ref _leakedTokens);
                if (hasToken && !isImpostor && _holdsRequests)
                    _held.Release();
                else
                    await connection.SendAsync(Response(isImpostor ? "other-machine" : "first-machine"));
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
