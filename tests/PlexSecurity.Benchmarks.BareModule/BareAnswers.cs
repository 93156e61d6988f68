using System.Text.Json.Serialization;

namespace BareModule;

internal sealed record IdentityAnswer([property: JsonPropertyName("MediaContainer")] IdentityContainer? MediaContainer);

internal sealed record IdentityContainer(string? MachineIdentifier, string? FriendlyName, string? Version);

internal sealed record TokenAnswer([property: JsonPropertyName("MediaContainer")] TokenContainer? MediaContainer);

internal sealed record TokenContainer(string? Token);

internal sealed record SourceAnswer([property: JsonPropertyName("MediaContainer")] SourceContainer? MediaContainer);

internal sealed record SourceContainer([property: JsonPropertyName("Device")] SourceDevice? Device);

internal sealed record SourceDevice(
    string? Name,
    string? ClientIdentifier,
    string? AccessToken,
    [property: JsonPropertyName("Connection")] SourceAddress[]? Connections);

internal sealed record SourceAddress(string? Protocol, string? Address, string? Uri, int Port, bool Local, bool Relay);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdentityAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(SourceAnswer))]
internal sealed partial class BareJson : JsonSerializerContext;
