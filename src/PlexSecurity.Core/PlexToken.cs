using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;

namespace PlexSecurity;

/// <summary>
/// A token that shows itself only when asked by <see cref="Reveal"/>. Its characters are overwritten when it is disposed of;
/// copies that the runtime makes on the way to the network are not within reach.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PlexToken : IDisposable
{
    /// <summary>The longest token taken, in characters.</summary>
    public const int MaximumLength = 8192;

    private const string TransientPrefix = "transient-";

    // Below this length, four characters would be too large a part of the token.
    private const int ShortestWithTail = 16;

    private readonly char[] _characters;
    private bool _disposed;

    /// <summary>Takes a token as text.</summary>
    /// <param name="text">The token: 1 to <see cref="MaximumLength"/> visible ASCII characters.</param>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidToken"/>: the text is empty, too long or has other characters.</exception>
    public PlexToken(string text)
        : this((text ?? string.Empty).ToCharArray())
    {
    }

    private PlexToken(char[] characters)
    {
        string? fault = FindFault(characters);
        if (fault is not null)
        {
            Array.Clear(characters, 0, characters.Length);
            throw new PlexException(
                PlexError.InvalidToken,
                $"The token {fault}.",
                "Give the value of X-Plex-Token alone, without quotes, spaces or line ends.");
        }

        _characters = characters;
        Kind = StartsWithPrefix(characters) ? PlexTokenKind.Transient : PlexTokenKind.Account;
    }

    /// <summary>Whether the token is temporary.</summary>
    public PlexTokenKind Kind { get; }

    /// <summary>Takes a token from a <see cref="SecureString"/>, which stays the caller's.</summary>
    /// <param name="secure">The token; see <see cref="PlexToken(string)"/> for what it may hold.</param>
    /// <returns>A token with a copy of the characters.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidToken"/>.</exception>
    public static PlexToken FromSecureString(SecureString secure)
    {
        if (secure is null)
            throw new ArgumentNullException(nameof(secure));

        char[] characters = new char[secure.Length];
        IntPtr copy = Marshal.SecureStringToGlobalAllocUnicode(secure);
        try
        {
            Marshal.Copy(copy, characters, 0, characters.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(copy);
        }

        return new PlexToken(characters);
    }

    /// <summary>A read-only <see cref="SecureString"/> with the token; the caller disposes of it.</summary>
    /// <returns>A new secure string.</returns>
    public SecureString ToSecureString()
    {
        SecureString secure = Protect(Characters);
        secure.MakeReadOnly();
        return secure;
    }

    /// <summary>The token itself, for the one place that needs its text.</summary>
    /// <returns>The token in the clear.</returns>
    public string Reveal() => new(Characters);

    /// <summary>The token masked, such as <c>transient-…3f2a</c>.</summary>
    /// <returns>At most the prefix and the last four characters.</returns>
    public override string ToString()
    {
        string prefix = Kind == PlexTokenKind.Transient ? TransientPrefix : string.Empty;
        if (_disposed || _characters.Length - prefix.Length < ShortestWithTail)
            return prefix + "…";
        return prefix + "…" + new string(_characters, _characters.Length - 4, 4);
    }

    /// <summary>Overwrites the characters.</summary>
    public void Dispose()
    {
        _disposed = true;
        Array.Clear(_characters, 0, _characters.Length);
    }

    /// <summary>Whether a text has the token in it, in whatever letter case: a host's name comes in lower case.</summary>
    internal bool IsIn(string text) =>
        text.AsSpan().Contains(Characters.AsSpan(), StringComparison.OrdinalIgnoreCase);

    internal PlexToken Copy() => new((char[])Characters.Clone());

    private char[] Characters => _disposed ? throw new ObjectDisposedException(nameof(PlexToken)) : _characters;

    /// <summary>In one step: character by character it would be encrypted anew, or copied to a larger buffer, for each.</summary>
    private static unsafe SecureString Protect(char[] characters)
    {
        fixed (char* first = characters)
            return new SecureString(first, characters.Length);
    }

    private static string? FindFault(char[] characters)
    {
        if (characters.Length == 0)
            return "is empty";
        if (characters.Length > MaximumLength)
            return $"is longer than {MaximumLength} characters";
        foreach (char character in characters)
        {
            if (character is <= ' ' or > '~')
                return "has a space, a control character or a character outside ASCII in it";
        }

        return null;
    }

    private static bool StartsWithPrefix(char[] characters) =>
        characters.AsSpan().StartsWith(TransientPrefix.AsSpan(), StringComparison.Ordinal);
}
