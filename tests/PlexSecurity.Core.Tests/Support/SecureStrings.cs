using System.Net;
using System.Security;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>The text of a secure string, to compare.</summary>
internal static class SecureStrings
{
    public static string Reveal(this SecureString secure) => new NetworkCredential(string.Empty, secure).Password;
}
