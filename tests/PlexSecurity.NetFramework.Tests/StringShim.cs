namespace PlexSecurity.Core.Tests;

/// <summary>String methods of newer platforms that the shared tests use.</summary>
internal static class StringShim
{
    public static string Replace(this string text, string old, string replacement, StringComparison comparison)
    {
        Assert.Equal(StringComparison.Ordinal, comparison);
        return text.Replace(old, replacement);
    }
}
