using System.Globalization;
using PlexSecurity.Models;
using PlexSecurity.Networking;

namespace PlexSecurity.Http;

/// <summary>
/// Writes the messages of a call. The words of a message are this program's own; a text put into them may come from the other
/// side, which can repeat the token or the password of the proxy. Such a text is left out, and of others what a terminal obeys.
/// </summary>
internal sealed class SecretFilter
{
    private const string Hidden = "(hidden: contains a secret)";

    private readonly List<string> _secrets = [];

    public SecretFilter(PlexCall call, ProxyAddress? proxy)
    {
        if (call.Token is not null)
            Add(call.Token.Reveal());
        if (call.Request.Secret is string inPath)
            Add(inPath);
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
        string shown = DisplayText.Of(text) ?? string.Empty;
        return IsSecretIn(shown) ? Hidden : shown;
    }

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
        if (secret.Length < PlexToken.ShortestSecret)
            return;
        _secrets.Add(secret);
        string escaped = Uri.EscapeDataString(secret);
        if (escaped != secret)
            _secrets.Add(escaped);
    }
}
