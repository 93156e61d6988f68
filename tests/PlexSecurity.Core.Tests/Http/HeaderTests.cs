using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PlexSecurity.Core.Tests.Http;

public sealed class HeaderTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly string[] Describing =
    [
        "X-Plex-Client-Identifier", "X-Plex-Product", "X-Plex-Version", "X-Plex-Platform", "X-Plex-Platform-Version",
        "X-Plex-Device", "X-Plex-Device-Name",
    ];

    [Theory]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_token_goes_in_its_header_together_with_what_describes_this_client(Operation operation)
    {
        using PlexServerClient client = Connect(new ClientSetup { ClientIdentifier = "an-identifier" });

        await CallAsync(client, operation);

        RecordedRequest request = Server.Requests[^1];
        Assert.Equal(operation.Endpoint(), request.Path);
        Assert.Equal(Server.AdminToken, request.Token);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.All(Describing, name => Assert.NotEmpty(request.Headers[name]));
        Assert.Equal("an-identifier", request.Headers["X-Plex-Client-Identifier"]);
        Assert.Equal("PlexSecurity", request.Headers["X-Plex-Product"]);
        Assert.Equal(typeof(PlexToken).Assembly.GetName().Version!.ToString(3), request.Headers["X-Plex-Version"]);
        Assert.Equal(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), request.Headers["X-Plex-Platform"] == "Linux");
        Assert.Equal(Environment.MachineName, request.Headers["X-Plex-Device-Name"]);
    }

    [Fact]
    public async Task The_question_of_identity_has_no_token_and_tells_nothing_of_this_machine()
    {
        using PlexServerClient client = Connect();
        await client.GetServerInfoAsync(Ct);

        // Also once the server is verified.
        await client.GetIdentityAsync(Ct);

        RecordedRequest[] questions = [.. Server.Requests.Where(request => request.Path == "/identity")];
        Assert.Equal(2, questions.Length);
        Assert.All(questions, question => Assert.Equal(
            ["Accept", "Accept-Encoding", "Host", "User-Agent"], question.Headers.Keys.Order(StringComparer.Ordinal)));
        Assert.All(questions, question => Assert.Equal("application/json", question.Headers["Accept"]));
        Assert.All(questions, question => Assert.Equal("gzip", question.Headers["Accept-Encoding"]));
    }

    [Fact]
    public async Task Nothing_else_is_sent_such_as_cookies_or_the_headers_of_tracing()
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
            ["Accept", "Accept-Encoding", "Content-Length", "Host", "User-Agent", "X-Plex-Token", .. Describing],
            Server.Requests[^1]
                .Headers.Keys.OrderBy(name => Array.IndexOf(Describing, name))
                .ThenBy(name => name, StringComparer.Ordinal));
        Assert.Equal("0", Server.Requests[^1].Headers["Content-Length"]);
    }
}
