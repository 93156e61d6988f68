namespace PlexSecurity.Core.Tests.Support;

/// <summary>The maximum wait for an expected event. Only a failing test waits this long.</summary>
internal static class TestTimeout
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
}
