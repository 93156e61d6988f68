using System.Collections;
using System.Management.Automation;
using System.Security;
using PlexSecurity.Responses;

namespace PlexSecurity.Commands;

/// <summary>
/// Reads a source connection that was saved with Export-Clixml. The file may have been changed, so the copy is validated like a
/// response of a server.
/// </summary>
internal static class SavedSourceConnection
{
    public const string TypeName = "Deserialized.PlexSecurity.PlexSourceConnection";

    /// <summary>Reads the copy. If it is damaged, the result contains the fault, which is reported when it is used.</summary>
    public static PlexSourceConnection Read(PSObject copy)
    {
        try
        {
            SourceIdentifier source = SourceIdentifier.Parse(Text(copy, "Source") ?? string.Empty);
            ResponseElement root = new(string.Empty);
            ResponseElement device = root.Add("MediaContainer").Add("Device");
            Fill(device, copy);
            return ResponseMapper.Source(root, source, device.Text("server") ?? string.Empty, RetrievedAt(copy));
        }
        catch (Exception fault) when (fault is ResponseException or PlexException)
        {
            return new PlexSourceConnection
            {
                Fault = new PlexException(
                    PlexError.InvalidSource,
                    "The saved source connection is damaged.",
                    "Get the source connection again with Get-PlexSourceConnection, and save it."),
            };
        }
    }

    private static void Fill(ResponseElement device, PSObject copy)
    {
        Set(device, "name", Text(copy, "Name"));
        Set(device, "clientIdentifier", Text(copy, "ClientIdentifier"));
        Set(device, "server", Text(copy, "Server"));
        Set(device, "owned", Text(copy, "Owned"));
        Set(device, "sourceTitle", Text(copy, "Owner"));
        if (Value(copy, "AccessToken") is SecureString secure)
            device.Set("accessToken", PlexToken.FromSecureString(secure).Reveal());

        IEnumerable connections = Value(copy, "Connections") as IEnumerable ?? Array.Empty<PSObject>();
        foreach (PSObject connection in connections.OfType<PSObject>())
        {
            ResponseElement element = device.Add("Connection");
            Set(element, "uri", Text(connection, "Uri"));
            Set(element, "local", Text(connection, "Local"));
            Set(element, "relay", Text(connection, "Relay"));
        }
    }

    private static void Set(ResponseElement element, string name, string? value)
    {
        if (value is not null)
            element.Set(name, value);
    }

    private static string? Text(PSObject copy, string name) => Value(copy, name) switch
    {
        Uri uri => uri.OriginalString,
        object value and (string or bool) => value.ToString(),
        _ => null,
    };

    /// <summary>Reads the time, which is saved as an object with several properties.</summary>
    private static DateTimeOffset RetrievedAt(PSObject copy) =>
        copy.Properties["RetrievedAt"]?.Value is PSObject saved && Value(saved, "UtcDateTime") is DateTime time
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToLocalTime()
            : default;

    private static object? Value(PSObject copy, string name)
    {
        object? value = copy.Properties[name]?.Value;
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }
}
