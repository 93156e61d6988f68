using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Xml.Linq;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>A client of the simulated plex.tv: through its proxy, over TLS that trusts only its authority.</summary>
internal sealed class PlexTv : IDisposable
{
    private readonly HttpClient _client;

    public PlexTv(AccountSimulator simulator, string? clientIdentifier = "a-client", NetworkCredential? credential = null)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(simulator.AuthorityCertificate);
        _client = new HttpClient(new SocketsHttpHandler
        {
            Proxy = new WebProxy(simulator.ProxyUri) { Credentials = credential },
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        })
        { Timeout = TestTimeout.Limit };
        if (clientIdentifier is not null) _client.DefaultRequestHeaders.Add("X-Plex-Client-Identifier", clientIdentifier);
        _client.DefaultRequestHeaders.Add("X-Plex-Product", "Core tests");
        _client.DefaultRequestHeaders.Add("X-Plex-Device-Name", "This machine");
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, string? token = null, string accept = "application/json")
    {
        HttpRequestMessage request = new(method, address);
        request.Headers.Add("Accept", accept);
        if (token is not null) request.Headers.Add("X-Plex-Token", token);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string address, string? token = null, string accept = "application/json") =>
        SendAsync(HttpMethod.Get, address, token, accept);

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string address, string? token = null)
    {
        using HttpResponseMessage response = await SendAsync(method, address, token);
        return response.StatusCode;
    }

    public async Task<JsonElement> JsonAsync(HttpMethod method, string address, string? token = null)
    {
        using HttpResponseMessage response = await SendAsync(method, address, token);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<XElement> DevicesAsync(string token)
    {
        using HttpResponseMessage response = await GetAsync("https://plex.tv/devices.xml", token);
        return XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<JsonElement> CreatePinAsync(string query = "") =>
        JsonAsync(HttpMethod.Post, "https://clients.plex.tv/api/v2/pins" + query);

    public static string PinAddress(JsonElement pin) => $"https://clients.plex.tv/api/v2/pins/{pin.GetProperty("id").GetInt64()}";

    public void Dispose() => _client.Dispose();
}
