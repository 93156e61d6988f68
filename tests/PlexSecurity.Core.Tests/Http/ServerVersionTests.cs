using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Http;

public sealed class ServerVersionTests
{
    [Theory]
    [InlineData("1.43.4.10903-5f2c7d1e8", "1.43.4.10903")]
    [InlineData("1.15.4", "1.15.4")]
    [InlineData("1.9", "1.9")]
    [InlineData("1.2.3 beta", "1.2.3")]
    [InlineData("0.9.12.4.1192-9a47d21", null)] // Five numbers are not a version, so the server does not count as too old.
    [InlineData("1.", null)]
    [InlineData("7", null)]
    [InlineData("99999999999.1", null)]
    [InlineData("v1.2", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_leading_number_is_parsed(string? text, string? version) =>
        Assert.Equal(version, StatusFailure.ParseVersion(text)?.ToString());
}
