using System.Text;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>
/// Searches text for tokens: plain, URL-encoded, in base64 and as hexadecimal bytes, ignoring case.
/// </summary>
internal static class TokenSearch
{
    public static void AssertNone(string text, IEnumerable<string> tokens)
    {
        foreach (string token in tokens)
        {
            foreach (string form in Forms(token))
                Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>All text of a failure, its inner exceptions and their data.</summary>
    public static string Describe(Exception failure)
    {
        StringBuilder all = new(failure.ToString());
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            all.AppendLine().Append(e.Message).Append(e.StackTrace).Append(e.Source).Append(e.HelpLink);
            foreach (object? value in e.Data.Keys.Cast<object>().Concat(e.Data.Values.Cast<object?>()))
                all.Append(value);
        }

        if (failure is PlexException plex)
            all.Append(plex.RecommendedAction).Append(plex.Server);
        return all.ToString();
    }

    private static IEnumerable<string> Forms(string token)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(token);
        yield return token;
        yield return Uri.EscapeDataString(token);
        // Base64 of the token after zero, one and two bytes; the ends depend on the surrounding bytes.
        for (int shift = 0; shift < 3; shift++)
            yield return Convert.ToBase64String([.. new byte[shift], .. bytes])[(shift == 0 ? 0 : 4)..^4];
        yield return Convert.ToHexString(bytes);
        yield return BitConverter.ToString(bytes);
    }
}
