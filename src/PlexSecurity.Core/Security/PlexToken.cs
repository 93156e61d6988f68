using System.Diagnostics;
using System.Net;
using System.Security;
using PlexSecurity.Models;

namespace PlexSecurity;

/// <summary>
/// A token. It is immutable and masked: <see cref="ToString"/> and the debugger show at most its last four characters. Only
/// <see cref="Reveal"/> returns its text. It cannot be wiped from memory, because .NET keeps copies of requests.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PlexToken
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaximumLength = 8192;

    private const string TransientPrefix = "transient-";
    private const string ExportedSecureString = "System.Security.SecureString";

    // In a shorter token, four characters would be a large part of the token.
    private const int MinimumLengthWithTail = 16;

    // Shorter texts occur in many words. Plex tokens are longer.
    internal const int MinimumSecretLength = 6;

    private readonly string _text;

    /// <summary>Initializes a token.</summary>
    /// <param name="text">The token: 1 to <see cref="MaximumLength"/> visible ASCII characters.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidToken"/>: the text is empty, too long or contains invalid characters.
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

    /// <summary>Whether the token is an account token or a transient token.</summary>
    public PlexTokenKind Kind { get; }

    /// <summary>Creates a token from a <see cref="SecureString"/>.</summary>
    /// <param name="secure">The token. For the allowed characters, see <see cref="PlexToken(string)"/>.</param>
    /// <returns>The token.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidToken"/>.</exception>
    public static PlexToken FromSecureString(SecureString secure)
    {
        if (secure is null)
            throw new ArgumentNullException(nameof(secure));
        try
        {
            int length = secure.Length;
            string text = new NetworkCredential(string.Empty, secure).Password;
            // NetworkCredential ends the text at a NUL, which is not valid in a token.
            return new PlexToken(text.Length == length ? text : "\0");
        }
        catch (ObjectDisposedException)
        {
            throw new PlexException(
                PlexError.InvalidToken,
                "The token is disposed.",
                "Specify another token. Disconnecting a session disposes its token.");
        }
    }

    /// <summary>Converts the token to a read-only <see cref="SecureString"/>.</summary>
    /// <returns>A new secure string.</returns>
    public SecureString ToSecureString()
    {
        SecureString secure = new NetworkCredential(string.Empty, _text).SecurePassword;
        secure.MakeReadOnly();
        return secure;
    }

    /// <summary>Returns the text of the token.</summary>
    /// <returns>The token as plain text.</returns>
    public string Reveal() => _text;

    /// <summary>Returns the masked token, such as <c>transient-…3f2a</c>.</summary>
    /// <returns>At most the prefix and the last four characters.</returns>
    public override string ToString()
    {
        string prefix = Kind == PlexTokenKind.Transient ? TransientPrefix : string.Empty;
        return prefix + "…"
            + (_text.Length - prefix.Length < MinimumLengthWithTail ? string.Empty : _text.Substring(_text.Length - 4));
    }

    /// <summary>Creates a token; null if the text is not valid.</summary>
    internal static PlexToken? TryCreate(string? text) => text is not null && FindFault(text) is null ? new(text) : null;

    /// <summary>Whether a text contains the token.</summary>
    internal bool IsContainedIn(string text) =>
        _text.Length >= MinimumSecretLength && text.IndexOf(_text, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string? FindFault(string text) => text.Length switch
    {
        0 => "is empty",
        > MaximumLength => $"is longer than {MaximumLength} characters",
        _ when text == ExportedSecureString => "is the text of a SecureString in a file, and does not contain the secret",
        _ => DisplayText.IsVisibleAscii(text) ? null : "contains a space, a control character or a non-ASCII character",
    };
}
