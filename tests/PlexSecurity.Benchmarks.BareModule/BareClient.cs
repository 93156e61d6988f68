using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BareModule;

/// <summary>
/// The same requests in minimal code: plain HttpClient, the headers that Plex requires, and source-generated deserialization.
/// </summary>
internal static class BareClient
{
    private static readonly HttpClientHandler Handler = new();
    private static readonly HttpClient Http = Create();

    /// <summary>Accepts any certificate, because this machine does not trust the one of the stand-in server.</summary>
    public static void TrustAll() => Handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;

    public static Task<IdentityResponse> GetIdentityAsync(Uri server, CancellationToken ct = default) =>
        SendAsync(HttpMethod.Get, new Uri(server, "identity"), null, BareJson.Default.IdentityResponse, ct);

    public static Task<IdentityResponse> GetServerAsync(Uri server, string token, CancellationToken ct = default) =>
        SendAsync(HttpMethod.Get, server, token, BareJson.Default.IdentityResponse, ct);

    public static Task<TokenResponse> GetTokenAsync(Uri server, string token, CancellationToken ct = default) =>
        SendAsync(
            HttpMethod.Post,
            new Uri(server, "security/token?type=delegation&scope=all"),
            token,
            BareJson.Default.TokenResponse,
            ct);

    public static Task<SourceResponse> GetSourceAsync(Uri server, string token, string source, CancellationToken ct = default) =>
        SendAsync(
            HttpMethod.Get,
            new Uri(server, $"security/resources?source={Uri.EscapeDataString(source)}&refresh=0"),
            token,
            BareJson.Default.SourceResponse,
            ct);

    private static HttpClient Create()
    {
        HttpClient client = new(Handler);
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        client.DefaultRequestHeaders.Add("User-Agent", "BareModule/0.1.0");
        client.DefaultRequestHeaders.Add("X-Plex-Client-Identifier", "0d1c2b3a-4f5e-6d7c-8b9a-0f1e2d3c4b5a");
        client.DefaultRequestHeaders.Add("X-Plex-Product", "BareModule");
        client.DefaultRequestHeaders.Add("X-Plex-Version", "0.1.0");
        client.DefaultRequestHeaders.Add("X-Plex-Platform", "Linux");
        client.DefaultRequestHeaders.Add("X-Plex-Platform-Version", "6.1.0");
        client.DefaultRequestHeaders.Add("X-Plex-Device", "Linux");
        client.DefaultRequestHeaders.Add("X-Plex-Device-Name", "bare");
        return client;
    }

    private static async Task<T> SendAsync<T>(
        HttpMethod method, Uri uri, string? token, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using HttpRequestMessage request = new(method, uri);
        if (token is not null)
            request.Headers.Add("X-Plex-Token", token);
        using HttpResponseMessage response =
            await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using Stream body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(body, type, ct).ConfigureAwait(false)
            ?? throw new InvalidDataException("The response is null.");
    }
}
