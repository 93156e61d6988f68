using System.Net;
using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Http;

public sealed class ClientHeadersTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Theory]
    [InlineData("attic", "attic")]
    [InlineData("Bücherkeller 書庫 🎬", "Bücherkeller 書庫 🎬")]
    [InlineData("a\r\nX-Injected: 1", "a??X-Injected: 1")]
    [InlineData("a\0b\u0085c\u007F", "a?b?c?")]
    [InlineData("", "")]
    public void A_device_name_keeps_its_letters_and_loses_control_characters(string name, string header) =>
        Assert.Equal(header, ClientHeaders.HeaderText(name));

    [Fact]
    public async Task A_non_ASCII_device_name_is_sent_as_UTF8()
    {
        using HttpMessageHandler handler = HandlerFactory.Create(Server.HttpUri, new ClientSetup().ToTransport(), check: null);
        using HttpMessageInvoker http = new(handler);
        using HttpRequestMessage message = new(HttpMethod.Get, new Uri(Server.HttpUri, "identity"));
        message.Headers.TryAddWithoutValidation("X-Plex-Device-Name", ClientHeaders.HeaderText("Bücherkeller 書庫"));

        using HttpResponseMessage response = await http.SendAsync(message, Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        // Kestrel reads headers as UTF-8 and rejects invalid bytes.
        Assert.Equal("Bücherkeller 書庫", Assert.Single(Server.Requests).Headers["X-Plex-Device-Name"]);
    }

    [Fact]
    public void A_request_without_a_token_does_not_describe_this_machine()
    {
        using HttpRequestMessage message = new();

        ClientHeaders.AddCommon(message);

        Assert.Equal(["Accept", "Accept-Encoding", "User-Agent"], message.Headers.Select(header => header.Key).Order());
        Assert.DoesNotContain(Environment.MachineName, message.Headers.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
