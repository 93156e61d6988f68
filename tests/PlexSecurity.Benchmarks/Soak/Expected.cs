using System.Security.Cryptography;
using System.Text;

namespace PlexSecurity.Benchmarks.Soak;

/// <summary>What the server answers for a source, so that who asked can tell whether the answer is to that question.</summary>
internal static class Expected
{
    public static string Name(string source) => "name of " + source;

    public static string Token(string source) =>
        "transient-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 16));
}
