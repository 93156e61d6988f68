namespace PlexSecurity.Simulator;

/// <summary>The form of the responses. It can be any form that a client must accept.</summary>
public sealed record ResponseShape
{
    /// <summary>The form of Plex's specification: Device an object, Connection an array.</summary>
    public static ResponseShape Default { get; } = new();

    /// <summary>Whether JSON has Device as an array of one instead of an object.</summary>
    public bool DeviceAsArray { get; init; }

    /// <summary>Whether JSON has a single Connection as an object. Two or more always form an array.</summary>
    public bool ConnectionAsObject { get; init; }

    /// <summary>The JSON member that holds the connections: "Connection" or "connections".</summary>
    public string ConnectionMember { get; init; } = "Connection";

    /// <summary>Whether JSON has an empty array, instead of no member, for a source without connections.</summary>
    public bool EmptyConnectionsAsArray { get; init; }

    /// <summary>The form of booleans in JSON. XML always has 1 and 0.</summary>
    public BooleanForm Booleans { get; init; }

    /// <summary>Whether JSON writes ports as text.</summary>
    public bool PortsAsText { get; init; }

    /// <summary>Whether a false relay is left out, as by the real server.</summary>
    public bool RelayOmittedWhenFalse { get; init; } = true;

    /// <summary>Whether every element has undocumented members before the known ones.</summary>
    public bool UnknownMembers { get; init; }

    /// <summary>The members to leave out everywhere, such as "token", "accessToken", "port" or "version".</summary>
    public IReadOnlyCollection<string> OmittedMembers { get; init; } = [];

    /// <summary>Whether the response is XML regardless of Accept.</summary>
    public bool AlwaysXml { get; init; }

    /// <summary>Whether XML starts with an XML declaration.</summary>
    public bool XmlDeclaration { get; init; } = true;
}
