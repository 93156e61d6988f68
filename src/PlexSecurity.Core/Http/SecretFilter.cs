using System.Globalization;
using PlexSecurity.Models;
using PlexSecurity.Networking;

namespace PlexSecurity.Http;

/// <summary>
/// Formats the messages of a call. The format strings are trusted; the arguments may come from a server, which can repeat the
/// token or the password of the proxy. Arguments that contain a secret are replaced, and control characters are removed from
/// others.
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

    /// <summary>Formats a text. Each argument is filtered; an argument can be a formattable text itself.</summary>
    public string Format(FormattableString text)
    {
        object?[] parts = [.. text.GetArguments().Select(part => part switch
        {
            FormattableString inner => Format(inner),
            string untrusted => Filter(untrusted),
            _ => part,
        })];
        return string.Format(CultureInfo.InvariantCulture, text.Format, parts);
    }

    /// <summary>Whether a text contains a secret, also in URL-encoded form.</summary>
    public bool ContainsSecret(string text) => HasSecret(text) || HasSecret(Uri.UnescapeDataString(text));

    private string Filter(string text)
    {
        string shown = DisplayText.Sanitize(text) ?? string.Empty;
        return ContainsSecret(text) || ContainsSecret(shown) ? Hidden : shown;
    }

    private bool HasSecret(string text) =>
        _secrets.Exists(secret => text.IndexOf(secret, StringComparison.OrdinalIgnoreCase) >= 0);

    private void Add(string secret)
    {
        if (secret.Length >= PlexToken.MinimumSecretLength)
            _secrets.AddRange([secret, Uri.EscapeDataString(secret)]);
    }
}
