using System.IO.Compression;
using System.Text;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>The maximum size of a body, and the connection after it.</summary>
public sealed class BodyBoundTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(MiB, true)]
    [InlineData(MiB + 1, false)]
    public async Task A_body_of_1_MiB_is_read_and_one_byte_more_is_not(int size, bool good)
    {
        byte[] body = TokenBody(size);
        Server.Faults.Add(Fault.Garbage(body), "/security/token");
        using PlexServerClient client = Connect();

        await AssertReadAsync(client, good);
    }

    [Theory]
    [InlineData(MiB, true)]
    [InlineData(MiB + 1, false)]
    public async Task A_compressed_body_counts_with_its_uncompressed_size(int size, bool good)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(TokenBody(size));
        string head = $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n";
        Server.Faults.Add(Fault.Raw(head + Encoding.Latin1.GetString(packed.ToArray())), "/security/token");
        using PlexServerClient client = Connect();

        await AssertReadAsync(client, good);
    }

    [Theory]
    [InlineData(0, false, false)] // Endless.
    [InlineData(512 * MiB, false, true)]
    [InlineData(512 * MiB, false, false)]
    [InlineData(1024 * MiB, true, false)]
    public async Task A_too_large_body_closes_the_connection(long bytes, bool gzip, bool declareLength)
    {
        using PlexServerClient client = Connect();
        await client.GetIdentityAsync(Ct);
        await Server.WaitForOpenConnectionsAsync(open => open == 1, TestTimeout.Limit);
        Server.Faults.Add(Fault.Huge(bytes, gzip, declareLength), "/security/token");
        int before = Server.TotalConnections;

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Contains("larger than 1024 KiB", failure.Message, StringComparison.Ordinal);
        await Server.WaitForOpenConnectionsAsync(open => open == 0, TestTimeout.Limit);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
        await CallAsync(client, Operation.Token);
        Assert.Equal(before + 1, Server.TotalConnections);
    }

    [Fact]
    public async Task A_small_error_page_keeps_the_connection()
    {
        using PlexServerClient client = Connect();
        await client.GetIdentityAsync(Ct);
        int before = Server.TotalConnections;
        foreach (int status in (int[])[400, 401, 403, 404, 429, 500, 503])
        {
            Server.Faults.Add(Fault.Status(status), "/security/token");
            await FailAsync(client, Operation.Token);
        }

        await CallAsync(client, Operation.Token);

        Assert.Equal(before, Server.TotalConnections);
    }

    [Fact]
    public async Task A_document_type_causes_no_request()
    {
        Uri trap = new(Server.HttpUri, "trap.dtd");
        Server.Faults.Add(
            Fault.Garbage($"<!DOCTYPE a SYSTEM '{trap}'><MediaContainer token='transient-1'/>", "text/xml"), "/security/token");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Contains("document type", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["/identity", "/security/token"], Server.Requests.Select(request => request.Path));
    }

    private async Task AssertReadAsync(PlexServerClient client, bool good)
    {
        if (good)
        {
            PlexTransientToken token = (PlexTransientToken)await CallAsync(client, Operation.Token);
            Assert.Equal("transient-1", token.Token.Reveal());
        }
        else
        {
            Assert.Contains("larger than 1024 KiB", (await FailAsync(client, Operation.Token)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] TokenBody(int size)
    {
        byte[] body = new byte[size];
        Array.Fill(body, (byte)' ');
        "{\"MediaContainer\":{\"token\":\"transient-1\"}}"u8.CopyTo(body);
        return body;
    }
}
