using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>The text that Export-Clixml writes, from the same serializer, with one more level.</summary>
internal static partial class SavedText
{
    private const int Depth = 3;

    /// <summary>Whether a value comes from another stream than the output, such as an error or a warning.</summary>
    public static bool IsRecord(PSObject? value) =>
        value?.BaseObject is ErrorRecord or InformationalRecord or InformationRecord or ProgressRecord;

    /// <summary>The text of errors and other records. They must not contain a SecureString: only Windows encrypts it.</summary>
    public static string OfRecords(IEnumerable<PSObject> records) => PSSerializer.Serialize(records.ToArray(), Depth);

    /// <summary>The text of objects, without the SecureStrings that a session, a token or a source may have.</summary>
    public static string OfObjects(IEnumerable<PSObject> objects) =>
        SecureProperty().Replace(string.Concat(objects.Select(OfObject)), string.Empty);

    private static string OfObject(PSObject value)
    {
        try
        {
            return PSSerializer.Serialize(value, Depth);
        }
        catch (ObjectDisposedException failure)
        {
            // The token of a disconnected session is disposed of.
            return failure.ToString();
        }
    }

    [GeneratedRegex(@"(<SS N=""(Token|AccessToken)"">|<Obj N=""(Token|AccessToken)"" RefId=""\d+"">\s*<SS>)[^<]*</SS>")]
    private static partial Regex SecureProperty();
}
