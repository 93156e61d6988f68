using System.Globalization;
using System.Text;

namespace PlexSecurity.Http;

/// <summary>
/// Writes the messages of a call. The words of a message are this program's own; a text put into them may come from the other
/// side, which can repeat the token or the password of the proxy. Such a text is left out, and of others what a terminal obeys.
/// </summary>
internal sealed class SecretFilter
{
    private const string Hidden = "(not shown: it repeats a secret)";
    private const int LongestText = 300;

    // A shorter secret is a part of many words; no token of Plex is as short.
    private const int ShortestSecret = 6;

    private readonly List<string> _secrets = [];

    public SecretFilter(PlexCall call, ProxyAddress? proxy)
    {
        if (call.Token is not null)
            Add(call.Token.Reveal());
        using PlexToken? withheld = call.Withheld?.Invoke();
        if (withheld is not null)
            Add(withheld.Reveal());
        foreach (string secret in proxy?.Secrets ?? [])
            Add(secret);
    }

    /// <summary>The text with what is put into it, each part checked; a part may be such a text itself.</summary>
    public string Write(FormattableString text)
    {
        object?[] parts = [.. text.GetArguments().Select(part => part switch
        {
            FormattableString inner => Write(inner),
            string outside => Show(outside),
            _ => part,
        })];
        return string.Format(CultureInfo.InvariantCulture, text.Format, parts);
    }

    /// <summary>Whether a text has a secret in it, also URL-encoded.</summary>
    public bool IsSecretIn(string text) => HasSecret(text) || HasSecret(Uri.UnescapeDataString(text));

    private string Show(string text)
    {
        if (IsSecretIn(text))
            return Hidden;
        StringBuilder clean = new(Math.Min(text.Length, LongestText));
        foreach (char c in text)
        {
            if (clean.Length == LongestText)
                return clean.Append('…').ToString();
            if (!IsObeyed(c))
                clean.Append(c);
        }

        string shown = clean.ToString();
        return IsSecretIn(shown) ? Hidden : shown;
    }

    private static bool IsObeyed(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private bool HasSecret(string text)
    {
        foreach (string secret in _secrets)
        {
            if (text.IndexOf(secret, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    private void Add(string secret)
    {
        if (secret.Length < ShortestSecret)
            return;
        _secrets.Add(secret);
        string escaped = Uri.EscapeDataString(secret);
        if (escaped != secret)
            _secrets.Add(escaped);
    }
}
