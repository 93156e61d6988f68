using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace PlexSecurity.Simulator;

/// <summary>An HTTP proxy that supports only CONNECT and only tunnels to ports of this machine.</summary>
/// <param name="find">Maps a target such as plex.tv:443 to a port; null to refuse it.</param>
/// <param name="credential">Returns the credential required now; null for none.</param>
/// <param name="log">The log of the requests.</param>
/// <param name="stopping">Closes every tunnel.</param>
internal sealed class ConnectProxy(
    Func<string, int?> find, Func<(string User, string Password)?> credential, TunnelLog log, CancellationToken stopping)
{
    private const int MaxHeadBytes = 64 * 1024;

    public async Task HandleAsync(ConnectionContext connection)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, stopping);
        IDuplexPipe client = connection.Transport;
        try
        {
            // After 407, a client may try again on the same connection with its credentials.
            while (await ReadHeadAsync(client.Input, ended.Token).ConfigureAwait(false) is { } head)
            {
                (int status, int port) = Decide(head);
                if (status == StatusCodes.Status200OK)
                {
                    await TunnelAsync(client, port, ended).ConfigureAwait(false);
                    return;
                }

                await RefuseAsync(client.Output, status, ended.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ConnectionResetException)
        {
            // One end disconnected, so the tunnel ends.
        }
    }

    private static async Task<string?> ReadHeadAsync(PipeReader input, CancellationToken ct)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(ct).ConfigureAwait(false);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8))
            {
                string text = Encoding.Latin1.GetString(head);
                input.AdvanceTo(reader.Position);
                return text;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > MaxHeadBytes) return null;
        }
    }

    private (int Status, int Port) Decide(string head)
    {
        string[] lines = head.Split("\r\n");
        string[] words = lines[0].Split(' ');
        string target = words is ["CONNECT", _, _] ? words[1] : lines[0];
        bool allowed = credential() is not { } known
            || lines.Contains("Proxy-Authorization: " + Basic(known.User, known.Password), StringComparer.OrdinalIgnoreCase);
        int? port = find(target);
        int status = !allowed ? StatusCodes.Status407ProxyAuthenticationRequired
            : port is null ? StatusCodes.Status403Forbidden
            : StatusCodes.Status200OK;
        log.Add(new RecordedTunnel(target, status, head));
        return (status, port ?? 0);
    }

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static async Task TunnelAsync(IDuplexPipe client, int port, CancellationTokenSource ended)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, ended.Token).ConfigureAwait(false);
        await SendAsync(client.Output, "HTTP/1.1 200 Connection established\r\n\r\n", ended.Token).ConfigureAwait(false);
        NetworkStream stream = server.GetStream();
        Task up = client.Input.CopyToAsync(stream, ended.Token);
        Task down = stream.CopyToAsync(client.Output, ended.Token);
        await Task.WhenAny(up, down).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(up, down).ConfigureAwait(false);
    }

    private static Task RefuseAsync(PipeWriter output, int status, CancellationToken ct)
    {
        string challenge = status == StatusCodes.Status407ProxyAuthenticationRequired
            ? "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"stand-in\""
            : "403 Forbidden";
        return SendAsync(output, $"HTTP/1.1 {challenge}\r\nContent-Length: 0\r\n\r\n", ct);
    }

    private static async Task SendAsync(PipeWriter output, string head, CancellationToken ct) =>
        await output.WriteAsync(Encoding.ASCII.GetBytes(head), ct).ConfigureAwait(false);
}
