using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>
/// Another machine takes over the port while calls wait for responses and others for a connection: none of them sends it a token.
/// </summary>
public sealed class TakenOverPortTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>More calls than connections, connections that are reset or closed in turn, and calls that come meanwhile.</summary>
    [Theory]
    [InlineData(65, 0, true)]
    [InlineData(80, 5, false)]
    [InlineData(10, 40, true)]
    [InlineData(10, 40, false)]
    public async Task No_call_sends_its_token_to_the_other_machine(int calls, int later, bool reset)
    {
        using Port port = new();
        using PlexServerClient client = new(port.Uri, new PlexToken("account-token-0123456789"), new PlexClientOptions
        {
            ClientIdentifier = "tests",
            MaximumRetryCount = 10,
            RetryInterval = TimeSpan.FromMilliseconds(5),
            Timeout = TestTimeout.Limit,
        });
        Task<PlexError?>[] waiting = [.. Enumerable.Range(0, calls).Select(_ => CallAsync(client))];
        await port.Held(Math.Min(calls, 64));

        Task takeover = Task.Run(() => port.TakeOver(reset), Ct);
        Task<PlexError?>[] arriving = [.. Enumerable.Range(0, later).Select(_ => CallAsync(client))];
        await takeover;
        PlexError?[] outcomes = await Task.WhenAll([.. waiting, .. arriving]);

        Assert.Equal(0, port.TokensOfOther);
        Assert.All(outcomes, static outcome => Assert.NotNull(outcome));
        Assert.Contains(PlexError.WrongServer, outcomes);
    }

    private static async Task<PlexError?> CallAsync(PlexServerClient client)
    {
        try
        {
            await client.GetServerInfoAsync(Ct);
            return null;
        }
        catch (PlexException failure)
        {
            return failure.Error;
        }
    }

    /// <summary>A port whose first machine answers /identity and holds every request with a token; the next answers all.</summary>
    private sealed class Port : IDisposable
    {
        private readonly List<Socket> _connections = [];
        private readonly SemaphoreSlim _held = new(0);
        private readonly int _number;
        private TcpListener _listener;
        private int _tokensOfOther;

        public Port()
        {
            _listener = Listen(0, isOther: false);
            _number = ((IPEndPoint)_listener.LocalEndpoint).Port;
        }

        public Uri Uri => new($"http://127.0.0.1:{_number}/");

        public int TokensOfOther => Volatile.Read(ref _tokensOfOther);

        public async Task Held(int count)
        {
            for (int i = 0; i < count; i++)
                Assert.True(await _held.WaitAsync(TestTimeout.Limit, Ct));
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
                    if (hasToken && !isOther)
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
}
