using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>
/// A small HTTP proxy on loopback. It checks Basic credentials, makes or refuses tunnels, and leads every host to loopback, at
/// the port that was asked for. Each plain request has a connection of its own.
/// </summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly string? _login;
    private readonly int? _refusal;
    private readonly Task _accepting;

    private ForwardProxy(string? login, int? refusal)
    {
        _login = login is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(login));
        _refusal = refusal;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address of the proxy, without credentials.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The heads of the requests that came, each with its lines.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Starts a proxy.</summary>
    /// <param name="login">The <c>user:password</c> that it wants; null for none.</param>
    /// <param name="refusal">The status that it answers in place of passing anything on; null to pass it on.</param>
    public static ForwardProxy Start(string? login = null, int? refusal = null) => new(login, refusal);

    /// <summary>The address of the proxy with a user and a password in it.</summary>
    public Uri AddressWith(string userInfo) => new($"http://{userInfo}@{Address.Authority}");

    /// <summary>Closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
                running.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false)));
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadHeadAsync(stream).ConfigureAwait(false) is string head)
                {
                    _requests.Enqueue(head);
                    int? refusal = IsKnown(head) ? _refusal : 407;
                    if (refusal is null)
                    {
                        await PassOnAsync(stream, head).ConfigureAwait(false);
                        return;
                    }

                    string answer =
                        $"HTTP/1.1 {refusal} No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
                    await WriteAsync(stream, answer).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
            {
                // A side went away, or the proxy ends.
            }
        }
    }

    private async Task PassOnAsync(NetworkStream stream, string head)
    {
        string[] line = head.Split("\r\n")[0].Split(' ');
        bool isTunnel = line[0] == "CONNECT";
        Uri target = new(isTunnel ? $"https://{line[1]}" : line[1]);
        using TcpClient server = new();
        await server.ConnectAsync(IPAddress.Loopback, target.Port, _end.Token).ConfigureAwait(false);
        NetworkStream far = server.GetStream();
        if (isTunnel)
        {
            await WriteAsync(stream, "HTTP/1.1 200 Connected\r\n\r\n").ConfigureAwait(false);
        }
        else
        {
            string passed = string.Join("\r\n", head.Split("\r\n").Where(IsForServer));
            await WriteAsync(far, $"{passed}\r\nConnection: close\r\n\r\n").ConfigureAwait(false);
        }

        Task there = stream.CopyToAsync(far, _end.Token);
        Task back = far.CopyToAsync(stream, _end.Token);
        await Task.WhenAny(there, back).Unwrap().ConfigureAwait(false);
    }

    private bool IsKnown(string head) =>
        _login is null || head.Contains($"\r\nProxy-Authorization: Basic {_login}\r\n", StringComparison.Ordinal);

    private static bool IsForServer(string line) => line.Length > 0 && !line.StartsWith("Proxy-", StringComparison.Ordinal);

    private ValueTask WriteAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token).ConfigureAwait(false) == 1)
        {
            head.Add(one[0]);
            if (one[0] == '\n' && head.Count > 3 && head[^3] == '\n')
                return Encoding.Latin1.GetString([.. head]);
        }

        return null;
    }
}
