using System.Net;
using System.Security;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>Reveals the text of a SecureString for comparison.</summary>
internal static class SecureStrings
{
    public static string Reveal(this SecureString secure) => new NetworkCredential(string.Empty, secure).Password;
}
