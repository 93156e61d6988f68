namespace PlexSecurity.Simulator;

/// <summary>The form of the answers: every one that a reader has to accept can be ordered.</summary>
public sealed record AnswerShape
{
    /// <summary>The form of Plex's specification: Device an object, Connection an array.</summary>
    public static AnswerShape Default { get; } = new();

    /// <summary>Whether JSON has Device as an array of one instead of an object.</summary>
    public bool DeviceAsArray { get; init; }

    /// <summary>Whether JSON has a single Connection as an object. Two or more are always an array.</summary>
    public bool ConnectionAsObject { get; init; }

    /// <summary>The JSON member that holds the connections: "Connection" or "connections".</summary>
    public string ConnectionMember { get; init; } = "Connection";

    /// <summary>Whether JSON has an empty array for a source without connections, instead of no member.</summary>
    public bool EmptyConnectionsAsArray { get; init; }

    /// <summary>How JSON writes booleans. XML always has 1 and 0.</summary>
    public BooleanForm Booleans { get; init; }

    /// <summary>Whether JSON writes ports as text.</summary>
    public bool PortsAsText { get; init; }

    /// <summary>Whether a relay that is false is left out, as the real server does.</summary>
    public bool RelayOmittedWhenFalse { get; init; } = true;

    /// <summary>Whether every element has members nobody documented, ahead of the known ones.</summary>
    public bool UnknownMembers { get; init; }

    /// <summary>Names of members left out wherever they would be: "token", "accessToken", "port", "version"…</summary>
    public IReadOnlyCollection<string> OmittedMembers { get; init; } = [];

    /// <summary>Whether XML is answered whatever Accept says.</summary>
    public bool AlwaysXml { get; init; }

    /// <summary>Whether XML begins with an XML declaration.</summary>
    public bool XmlDeclaration { get; init; } = true;
}
