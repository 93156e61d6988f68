using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>What Export-Clixml writes, which uses this serializer, and one level more of it than it writes by itself.</summary>
internal static partial class SavedText
{
    private const int Depth = 3;

    /// <summary>Whether a value is of another stream than the output: an error, a warning, a verbose line.</summary>
    public static bool IsRecord(PSObject? value) =>
        value?.BaseObject is ErrorRecord or InformationalRecord or InformationRecord or ProgressRecord;

    /// <summary>
    /// Of errors and other records, which may not even hold a SecureString: it hides its token on Windows alone.
    /// </summary>
    public static string OfRecords(IEnumerable<PSObject> records) => PSSerializer.Serialize(records.ToArray(), Depth);

    /// <summary>Of objects, without the secure strings that a session, a token or a source rightly has.</summary>
    public static string OfObjects(IEnumerable<PSObject> objects) =>
        SecureProperty().Replace(string.Concat(objects.Select(OfObject)), string.Empty);

    private static string OfObject(PSObject value)
    {
        try
        {
            return PSSerializer.Serialize(value, Depth);
        }
        catch (ObjectDisposedException gone)
        {
            // A session that was disconnected: its token was wiped.
            return gone.ToString();
        }
    }

    [GeneratedRegex(@"(<SS N=""(Token|AccessToken)"">|<Obj N=""(Token|AccessToken)"" RefId=""\d+"">\s*<SS>)[^<]*</SS>")]
    private static partial Regex SecureProperty();
}
