using System.Text.Json;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A server gives identifiers that would be code, a path or a query where they are used.</summary>
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
    public void A_server_or_a_source_with_one_is_refused_and_of_a_list_it_alone_is_left_out(string identifier)
    {
        string text = JsonSerializer.Serialize(identifier);
        ResponseElement answer = ResponseBody.Read($$$"""
            {"MediaContainer":{"machineIdentifier":{{{text}}},"friendlyName":"Attic",
             "MediaProvider":[{"identifier":{{{text}}},"title":"a"},{"identifier":"good","title":"b"}],
             "Device":{"clientIdentifier":{{{text}}},"accessToken":"t-1"} } }
            """);
        ResponseElement account = ResponseBody.Read(
            $$"""[{"provides":"server","clientIdentifier":{{text}} },{"provides":"server","clientIdentifier":"good"}]""");

        Assert.Throws<ResponseException>(() => ResponseMapper.Identity(answer));
        Assert.Throws<ResponseException>(() => ResponseMapper.ServerInfo(answer));
        Assert.Throws<ResponseException>(() => ResponseBody.Source(answer));
        Assert.Throws<ResponseException>(() => ResponseBody.Source(answer, "provider://abc"));
        ResponseList<PlexSource> providers = ResponseMapper.Providers(answer, "a-server");
        Assert.Equal(("good", 1), (Assert.Single(providers.Items).Identifier, providers.OmittedCount));
        Assert.Equal("good", Assert.Single(AccountMapper.Servers(account).Items).Source.Identifier);
    }

    [Fact]
    public async Task A_machine_identifier_of_another_alphabet_is_an_invalid_response_and_no_token_is_sent()
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
