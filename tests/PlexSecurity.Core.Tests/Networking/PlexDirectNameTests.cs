using System.Net;
using PlexSecurity.Networking;

namespace PlexSecurity.Core.Tests.Networking;

public sealed class PlexDirectNameTests
{
    [Theory]
    [InlineData("192-0-2-1.0123abcd.plex.direct", "192.0.2.1")]
    [InlineData("192-0-2-1.0123abcd.PLEX.direct", "192.0.2.1")]
    [InlineData("2001-db8-0-0-0-0-0-1.0123abcd.plex.direct", "2001:db8::1")]
    public void The_address_is_in_the_first_label(string host, string address)
    {
        Assert.True(PlexDirectName.TryGetAddress(host, out IPAddress? found));
        Assert.Equal(IPAddress.Parse(address), found);
    }

    [Theory]
    [InlineData("192-0-2-1.example.org")]
    [InlineData("192-0-2-1.hash.plex.direct.example.org")]
    [InlineData("192-0-2.hash.plex.direct")]
    [InlineData("192-0-2-256.hash.plex.direct")]
    [InlineData("1.hash.plex.direct")]
    [InlineData("plex.direct")]
    [InlineData(".plex.direct")]
    [InlineData("")]
    public void Other_names_have_no_address(string host) => Assert.False(PlexDirectName.TryGetAddress(host, out _));
}
