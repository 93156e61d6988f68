using System.Text.Json;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A server sends identifiers that would be code, a path or a query if used unchecked.</summary>
public sealed class HostileIdentifierTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static TheoryData<string> Hostile =>
    [
        "x';New-Item pwned;'", "x\u2019;New-Item pwned;\u2019", "x\u2018", "x\u201A", "x\u201B", "a b", "a/b", "a?b",
        "a&refresh=1", "a%20", "$(whoami)",
        "a\u0000", "a\u202Eb", "\u00FC", "a\n", new string('a', 257),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void An_invalid_identifier_is_an_error_and_is_left_out_of_lists(string identifier)
    {
        string text = JsonSerializer.Serialize(identifier);
        ResponseElement response = ResponseBody.Read($$$"""
            {"MediaContainer":{"machineIdentifier":{{{text}}},"friendlyName":"Attic",
             "MediaProvider":[{"identifier":{{{text}}},"title":"a"},{"identifier":"good","title":"b"}],
             "Device":{"clientIdentifier":{{{text}}},"accessToken":"t-1"} } }
            """);
        ResponseElement account = ResponseBody.Read(
            $$"""[{"provides":"server","clientIdentifier":{{text}} },{"provides":"server","clientIdentifier":"good"}]""");

        Assert.Throws<ResponseException>(() => ResponseMapper.Identity(response));
        Assert.Throws<ResponseException>(() => ResponseMapper.ServerInfo(response));
        Assert.Throws<ResponseException>(() => ResponseBody.Source(response));
        Assert.Throws<ResponseException>(() => ResponseBody.Source(response, "provider://abc"));
        ResponseList<PlexSource> providers = ResponseMapper.Providers(response, "a-server");
        Assert.Equal(("good", 1), (Assert.Single(providers.Items).Identifier, providers.OmittedCount));
        Assert.Equal("good", Assert.Single(AccountMapper.Servers(account).Items).Source.Identifier);
    }

    [Fact]
    public async Task An_invalid_machine_identifier_gives_InvalidResponse_and_sends_no_token()
    {
        Server.Faults.Add(
            Fault.Garbage("""{"MediaContainer":{"machineIdentifier":"x';New-Item pwned;'","version":"1.43.4"}}"""),
            times: int.MaxValue);
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.Source);

        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.DoesNotContain("pwned", failure.ToString(), StringComparison.Ordinal);
        Assert.All(Server.Requests, request => Assert.Null(request.Token));
    }
}
