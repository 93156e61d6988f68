using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PlexSecurity.Core.Tests.Http;

public sealed class HeaderTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly string[] DescribingHeaders =
    [
        "X-Plex-Client-Identifier", "X-Plex-Product", "X-Plex-Version", "X-Plex-Platform", "X-Plex-Platform-Version",
        "X-Plex-Device", "X-Plex-Device-Name",
    ];

    [Theory]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_token_is_sent_in_its_header_with_the_client_headers(Operation operation)
    {
        using PlexServerClient client = Connect(new ClientSetup { ClientIdentifier = "an-identifier" });

        await CallAsync(client, operation);

        RecordedRequest request = Server.Requests[^1];
        Assert.Equal(operation.Endpoint(), request.Path);
        Assert.Equal(Server.AdminToken, request.Token);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.All(DescribingHeaders, name => Assert.NotEmpty(request.Headers[name]));
        Assert.Equal("an-identifier", request.Headers["X-Plex-Client-Identifier"]);
        Assert.Equal("PlexSecurity", request.Headers["X-Plex-Product"]);
        Assert.Equal(typeof(PlexToken).Assembly.GetName().Version!.ToString(3), request.Headers["X-Plex-Version"]);
        Assert.Equal(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), request.Headers["X-Plex-Platform"] == "Linux");
        Assert.Equal(Environment.MachineName, request.Headers["X-Plex-Device-Name"]);
    }

    [Fact]
    public async Task The_identity_request_has_no_token_and_no_client_headers()
    {
        using PlexServerClient client = Connect();
        await client.GetServerInfoAsync(Ct);

        // Also after the server is verified.
        await client.GetIdentityAsync(Ct);

        RecordedRequest[] identities = [.. Server.Requests.Where(request => request.Path == "/identity")];
        Assert.Equal(2, identities.Length);
        Assert.All(identities, identity => Assert.Equal(
            ["Accept", "Accept-Encoding", "Host", "User-Agent"], identity.Headers.Keys.Order(StringComparer.Ordinal)));
        Assert.All(identities, identity => Assert.Equal("application/json", identity.Headers["Accept"]));
        Assert.All(identities, identity => Assert.Equal("gzip", identity.Headers["Accept-Encoding"]));
    }

    [Fact]
    public async Task No_cookies_and_no_tracing_headers_are_sent()
    {
        using Activity activity = new Activity("outer").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("key", "value").Start();
        string body = $$$"""{"MediaContainer":{"machineIdentifier":"{{{Server.MachineIdentifier}}}"}}""";
        Server.Faults.Add(
            Fault.Raw($"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            "/identity");
        using PlexServerClient client = Connect();

        await CallAsync(client, Operation.Identity);
        await CallAsync(client, Operation.Token);

        Assert.Equal(
            ["Accept", "Accept-Encoding", "Content-Length", "Host", "User-Agent", "X-Plex-Token", .. DescribingHeaders],
            Server.Requests[^1]
                .Headers.Keys.OrderBy(name => Array.IndexOf(DescribingHeaders, name))
                .ThenBy(name => name, StringComparer.Ordinal));
        Assert.Equal("0", Server.Requests[^1].Headers["Content-Length"]);
    }
}
