using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>
/// A small HTTP proxy on loopback. It checks Basic credentials, accepts or refuses tunnels, and connects to loopback for every
/// host, at the requested port. Each plain request has its own connection.
/// </summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
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

    /// <summary>The request line and headers of each request.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Starts a proxy.</summary>
    /// <param name="login">The required <c>user:password</c>; null for none.</param>
    /// <param name="refusal">The status of every response instead of forwarding; null to forward.</param>
    public static ForwardProxy Start(string? login = null, int? refusal = null) => new(login, refusal);

    /// <summary>The address of the proxy, including a user name and a password.</summary>
    public Uri AddressWith(string userInfo) => new($"http://{userInfo}@{Address.Authority}");

    /// <summary>Closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
                running.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false)));
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
                    int? refusal = IsAuthorized(head) ? _refusal : 407;
                    if (refusal is null)
                    {
                        await ForwardAsync(stream, head).ConfigureAwait(false);
                        return;
                    }

                    string response =
                        $"HTTP/1.1 {refusal} No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
                    await WriteAsync(stream, response).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
            {
                // A peer disconnected, or the proxy is stopping.
            }
        }
    }

    private async Task ForwardAsync(NetworkStream stream, string head)
    {
        string[] line = head.Split("\r\n")[0].Split(' ');
        bool isTunnel = line[0] == "CONNECT";
        Uri target = new(isTunnel ? $"https://{line[1]}" : line[1]);
        using TcpClient server = new();
        await server.ConnectAsync(IPAddress.Loopback, target.Port, _stopping.Token).ConfigureAwait(false);
        NetworkStream upstream = server.GetStream();
        if (isTunnel)
        {
            await WriteAsync(stream, "HTTP/1.1 200 Connected\r\n\r\n").ConfigureAwait(false);
        }
        else
        {
            string forwarded = string.Join("\r\n", head.Split("\r\n").Where(IsForServer));
            await WriteAsync(upstream, $"{forwarded}\r\nConnection: close\r\n\r\n").ConfigureAwait(false);
        }

        Task up = stream.CopyToAsync(upstream, _stopping.Token);
        Task down = upstream.CopyToAsync(stream, _stopping.Token);
        await Task.WhenAny(up, down).Unwrap().ConfigureAwait(false);
    }

    private bool IsAuthorized(string head) =>
        _login is null || head.Contains($"\r\nProxy-Authorization: Basic {_login}\r\n", StringComparison.Ordinal);

    private static bool IsForServer(string line) => line.Length > 0 && !line.StartsWith("Proxy-", StringComparison.Ordinal);

    private ValueTask WriteAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stopping.Token);

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] buffer = new byte[1];
        while (await stream.ReadAsync(buffer, _stopping.Token).ConfigureAwait(false) == 1)
        {
            head.Add(buffer[0]);
            if (buffer[0] == '\n' && head.Count > 3 && head[^3] == '\n')
                return Encoding.Latin1.GetString([.. head]);
        }

        return null;
    }
}
