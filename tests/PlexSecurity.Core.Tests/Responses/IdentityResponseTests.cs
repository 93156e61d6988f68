using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Responses;

public sealed class IdentityResponseTests
{
    [Theory]
    [InlineData("""{"MediaContainer":{"size":0,"claimed":true,"machineIdentifier":"abc","version":"1.43.4"}}""", true)]
    [InlineData("""{"MediaContainer":{"claimed":1,"machineIdentifier":"abc","version":"1.43.4"}}""", true)]
    [InlineData("""{"MediaContainer":{"claimed":"0","machineIdentifier":"abc","version":"1.43.4"}}""", false)]
    [InlineData("""{"MediaContainer":{"claimed":false,"machineIdentifier":"abc","version":"1.43.4"}}""", false)]
    [InlineData("""{"MediaContainer":{"machineIdentifier":"abc","version":"1.43.4"}}""", null)]
    [InlineData("""{"MediaContainer":{"claimed":"perhaps","machineIdentifier":"abc","version":"1.43.4"}}""", null)]
    [InlineData("""<MediaContainer size="0" claimed="1" machineIdentifier="abc" version="1.43.4"></MediaContainer>""", true)]
    public void An_identity_is_read(string text, bool? claimed)
    {
        PlexIdentity identity = ResponseMapper.Identity(ResponseBody.Read(text));

        Assert.Equal(("abc", "1.43.4", claimed), (identity.MachineIdentifier, identity.Version, identity.Claimed));
    }

    [Theory]
    [InlineData("""{"MediaContainer":{"version":"1.43.4"}}""")]
    [InlineData("""{"MediaContainer":{"machineIdentifier":""}}""")]
    [InlineData("""{"MediaContainer":{"machineIdentifier":"\n"}}""")]
    [InlineData("""{"machineIdentifier":"abc"}""")]
    [InlineData("<MediaContainer/>")]
    public void A_missing_machine_identifier_is_an_error(string text)
    {
        ResponseElement response = ResponseBody.Read(text);

        Assert.Throws<ResponseException>(() => ResponseMapper.Identity(response));
    }

    [Fact]
    public void The_server_info_is_read()
    {
        PlexServerInfo info = ResponseMapper.ServerInfo(
            ResponseBody.Read(
                """{"MediaContainer":{"friendlyName":"Attic","machineIdentifier":"abc","version":"1.43.4","myPlex":true}}"""));

        Assert.Equal(("Attic", "abc", "1.43.4"), (info.Name, info.MachineIdentifier, info.Version));
    }
}
