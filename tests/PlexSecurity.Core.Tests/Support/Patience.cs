namespace PlexSecurity.Core.Tests;

/// <summary>How long a test waits for what must happen; only a failing test waits so long.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
}
