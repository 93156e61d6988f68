using System.Text.Json.Serialization;

namespace BareModule;

internal sealed record IdentityResponse([property: JsonPropertyName("MediaContainer")] IdentityContainer? MediaContainer);

internal sealed record IdentityContainer(string? MachineIdentifier, string? FriendlyName, string? Version);

internal sealed record TokenResponse([property: JsonPropertyName("MediaContainer")] TokenContainer? MediaContainer);

internal sealed record TokenContainer(string? Token);

internal sealed record SourceResponse([property: JsonPropertyName("MediaContainer")] SourceContainer? MediaContainer);

internal sealed record SourceContainer([property: JsonPropertyName("Device")] SourceDevice? Device);

internal sealed record SourceDevice(
    string? Name,
    string? ClientIdentifier,
    string? AccessToken,
    [property: JsonPropertyName("Connection")] SourceAddress[]? Connections);

internal sealed record SourceAddress(string? Protocol, string? Address, string? Uri, int Port, bool Local, bool Relay);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdentityResponse))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(SourceResponse))]
internal sealed partial class BareJson : JsonSerializerContext;
