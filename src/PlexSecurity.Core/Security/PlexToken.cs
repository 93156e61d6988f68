using System.Diagnostics;
using System.Net;
using System.Security;

namespace PlexSecurity;

/// <summary>
/// A token. It is immutable and masked: <see cref="ToString"/> and the debugger show at most its last four characters, and
/// <see cref="Reveal"/> is the one way to its text. Nothing wipes it from memory, where .NET keeps copies of every request.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PlexToken
{
    /// <summary>The longest token, in characters.</summary>
    public const int MaximumLength = 8192;

    private const string TransientPrefix = "transient-";

    // In a shorter token, four characters are too large a part.
    private const int ShortestWithTail = 16;

    // A shorter text is part of many words; no token of Plex is as short.
    internal const int ShortestSecret = 6;

    private readonly string _text;

    /// <summary>Makes a token of its text.</summary>
    /// <param name="text">The token: 1 to <see cref="MaximumLength"/> visible ASCII characters.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidToken"/>: the text is empty, too long or has other characters.
    /// </exception>
    public PlexToken(string text)
    {
        _text = text ?? string.Empty;
        if (FindFault(_text) is string fault)
        {
            throw new PlexException(
                PlexError.InvalidToken,
                $"The token {fault}.",
                "Specify only the value of X-Plex-Token, without quotes, spaces or line breaks.");
        }

        Kind = _text.StartsWith(TransientPrefix, StringComparison.Ordinal) ? PlexTokenKind.Transient : PlexTokenKind.Account;
    }

    /// <summary>Whether the token is a permanent or a transient one.</summary>
    public PlexTokenKind Kind { get; }

    /// <summary>Makes a token of a <see cref="SecureString"/>.</summary>
    /// <param name="secure">The token; see <see cref="PlexToken(string)"/> for the characters.</param>
    /// <returns>The token.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidToken"/>.</exception>
    public static PlexToken FromSecureString(SecureString secure)
    {
        if (secure is null)
            throw new ArgumentNullException(nameof(secure));
        string text = new NetworkCredential(string.Empty, secure).Password;
        // The credential ends its text at a NUL, which is no character of a token.
        return new PlexToken(text.Length == secure.Length ? text : "\0");
    }

    /// <summary>The token as a read-only <see cref="SecureString"/>.</summary>
    /// <returns>A new secure string.</returns>
    public SecureString ToSecureString()
    {
        SecureString secure = new NetworkCredential(string.Empty, _text).SecurePassword;
        secure.MakeReadOnly();
        return secure;
    }

    /// <summary>The text of the token.</summary>
    /// <returns>The token in the clear.</returns>
    public string Reveal() => _text;

    /// <summary>The token masked, such as <c>transient-…3f2a</c>.</summary>
    /// <returns>At most the prefix and the last four characters.</returns>
    public override string ToString()
    {
        string prefix = Kind == PlexTokenKind.Transient ? TransientPrefix : string.Empty;
        return prefix + "…"
            + (_text.Length - prefix.Length < ShortestWithTail ? string.Empty : _text.Substring(_text.Length - 4));
    }

    /// <summary>Whether a text contains the token.</summary>
    internal bool IsIn(string text) =>
        _text.Length >= ShortestSecret && text.IndexOf(_text, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string? FindFault(string text)
    {
        if (text.Length == 0)
            return "is empty";
        if (text.Length > MaximumLength)
            return $"is longer than {MaximumLength} characters";
        foreach (char c in text)
        {
            if (c is <= ' ' or > '~')
                return "contains a space, a control character or a non-ASCII character";
        }

        return null;
    }
}
