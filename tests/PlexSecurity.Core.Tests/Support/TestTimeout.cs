namespace PlexSecurity.Core.Tests.Support;

/// <summary>How long a test waits for what must happen; only a failing test waits so long.</summary>
internal static class TestTimeout
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
}
