using System.Security.Cryptography.X509Certificates;
using CsCheck;
using PlexSecurity.Models;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A server sends text that would control the terminal.</summary>
public sealed class HostileTextTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Theory]
    [InlineData("Attic", "Attic")]
    [InlineData("Dachboden \u00FCber \u65E5\u672C \U0001F3E0", "Dachboden \u00FCber \u65E5\u672C \U0001F3E0")]
    [InlineData("\u001b]0;x\u0007At\u001b[2Jtic\r\n", "]0;xAt[2Jtic")]
    [InlineData("\u009b31mAttic", "31mAttic")]
    [InlineData("At\u202Etic\u2066\u2069\u061C", "Attic")]
    [InlineData("At\u200Bt\u200D\u2060\uFEFF\u00ADic", "Attic")]
    [InlineData("At\u2028t\u2029\u0085ic", "Attic")]
    [InlineData("At\U000E0041tic", "Attic")]
    [InlineData("  Attic\t", "Attic")]
    [InlineData("\u200B\u001b", null)]
    [InlineData("   ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Control_and_format_characters_are_removed(string? text, string? shown) =>
        Assert.Equal(shown, DisplayText.Sanitize(text));

    [Fact]
    public void Lone_surrogates_are_removed()
    {
        Assert.Equal("ab", DisplayText.Sanitize("a\uD83Db"));
        Assert.Equal("ab", DisplayText.Sanitize("a\uDE00b"));
    }

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        Assert.Equal(new string('a', 255) + "…", DisplayText.Sanitize(new string('a', 100_000)));
        Assert.Equal(256, DisplayText.Sanitize(new string('a', 256))!.Length);
        Printable.Check(DisplayText.Sanitize("a" + string.Concat(Enumerable.Repeat("\U0001F3E0", 1000))));
    }

    [Fact]
    public void Any_text_becomes_printable() =>
        Gen.Char.Array[0, 600].Select(characters => new string(characters)).Sample(text =>
        {
            string? shown = DisplayText.Sanitize(text);
            Printable.Check(shown);
            Assert.Equal(shown, DisplayText.Sanitize(shown));
        });

    [Fact]
    public void Every_name_version_and_title_is_filtered()
    {
        const string Hostile = "A\\u202E\\u2028\\u001b[2Jb\\u200B";
        ResponseElement response = ResponseBody.Read($$$"""
            {"MediaContainer":{"machineIdentifier":"abc","friendlyName":"{{{Hostile}}}","version":"{{{Hostile}}}",
             "MediaProvider":{"identifier":"abc","title":"{{{Hostile}}}"},
             "Device":{"clientIdentifier":"abc","accessToken":"t","name":"{{{Hostile}}}"} } }
            """);

        const string servers = $$"""[{"provides":"server","clientIdentifier":"abc","name":"{{Hostile}}"}]""";
        string?[] shown =
        [
            ResponseMapper.Identity(response).Version,
            ResponseMapper.ServerInfo(response).Name,
            ResponseMapper.ServerInfo(response).Version,
            ResponseMapper.Providers(response, "a-server").Items[0].Title,
            ResponseBody.Source(response, "abc").Name,
            AccountMapper.Servers(ResponseBody.Read(servers)).Items[0].Source.Title,
        ];

        Assert.All(shown, text => Assert.Equal("A[2Jb", text));
    }

    /// <summary>The cut would leave a part of the token at the end of the name.</summary>
    [Fact]
    public void A_token_across_the_cut_of_a_name_is_hidden()
    {
        const string token = "transient-0123456789abcdef";
        string name = new string('n', 240) + token;

        PlexSourceConnection source = ResponseBody.Source(
            ResponseBody.Read(
                $"""<MediaContainer><Device clientIdentifier="abc" name="{name}" accessToken="{token}"/></MediaContainer>"""),
            "abc");

        Assert.Equal("abc", source.Name);
    }

    [Fact]
    public void A_token_repeated_by_the_server_is_hidden()
    {
        const string Secret = "xYz-0123456789abcdef";
        PlexToken token = new(Secret);
        ResponseElement response = ResponseReader.Read(
            ResponseBody.Of($$$"""
                {"MediaContainer":{"friendlyName":"I know {{{Secret}}}!","version":"{{{Secret}}}","machineIdentifier":"abc",
                 "MediaProvider":[{"identifier":"{{{Secret}}}","title":"a"},{"identifier":"abc","title":"\u200B{{{Secret}}}"} ],
                 "Device":{"clientIdentifier":"abc","name":"{{{Secret.ToUpperInvariant()}}}","accessToken":"{{{Secret}}}",
                  "Connection":[{"uri":"https://{{{Secret}}}.example"},{"uri":"https://a.example"}]} } }
                """),
            token);

        PlexServerInfo info = ResponseMapper.ServerInfo(response);
        PlexSourceConnection source = ResponseBody.Source(response, "abc");
        ResponseList<PlexSource> providers = ResponseMapper.Providers(response, "a-server");

        Assert.Equal((null, "abc", null), (info.Name, info.MachineIdentifier, info.Version));
        Assert.Equal("abc", source.Name);
        Assert.Equal("https://a.example/", Assert.Single(source.Connections).ToString());
        Assert.Equal(Secret, source.AccessToken.Reveal());
        Assert.Equal(("abc", "abc"), (Assert.Single(providers.Items).Identifier, providers.Items[0].Title));
        Assert.Equal(1, providers.OmittedCount);
    }

    [Fact]
    public async Task A_token_repeated_in_the_identity_is_hidden()
    {
        Server.Faults.Add(
            Fault.Garbage($$$"""{"MediaContainer":{"machineIdentifier":"abc","version":"{{{Server.AdminToken}}}"} }"""),
            "/identity");
        Server.Faults.Add(
            Fault.Garbage($$$"""{"MediaContainer":{"machineIdentifier":"{{{Server.AdminToken}}}"} }"""), "/identity");
        using PlexServerClient first = Connect();
        using PlexServerClient second = Connect();

        PlexIdentity identity = await first.GetIdentityAsync(Ct);
        PlexException failure = await FailAsync(second, Operation.Identity);

        Assert.Equal(("abc", null), (identity.MachineIdentifier, identity.Version));
        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.DoesNotContain(Server.AdminToken, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.0a1b.plex.direct", "'*.0a1b.plex.direct'")]
    [InlineData("nas\u001b[2J", "another name")]
    [InlineData("nas\r\nYour token was revoked. Type it again", "another name")]
    [InlineData("the vicar", "another name")]
    public void Only_a_valid_host_name_of_a_certificate_is_shown(string name, string shown)
    {
        using X509Certificate2 certificate = TestCertificate.Named(name);
        CertificateCheck check = new("192.168.1.10", new ChannelPolicy());

        CertificateRejectedException refusal = Assert.Throws<CertificateRejectedException>(() =>
            check.Accept(certificate, null, System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch));

        Assert.Equal($"the certificate is for {shown}, not for '192.168.1.10'", refusal.Message);
    }
}
