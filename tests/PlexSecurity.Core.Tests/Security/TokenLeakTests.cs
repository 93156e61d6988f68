namespace PlexSecurity.Core.Tests.Security;

/// <summary>No failure and no attempt shows a token, even if a hostile server repeats it.</summary>
public sealed class TokenLeakTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly Dictionary<string, Func<string, Fault>> Echoes = new()
    {
        ["the body"] = _ => Fault.Echo(),
        ["a body of text"] = token => Fault.Garbage(token, "text/plain"),
        ["a web page"] = token => Fault.Garbage($"<html>{token}</html>", "text/html"),
        ["broken JSON"] = token => Fault.Garbage($$"""{"MediaContainer":{"{{token}}" """),
        ["broken XML"] = token => Fault.Garbage($"<MediaContainer><{token}></MediaContainer>", "text/xml"),
        ["an XML attribute"] = token => Fault.Garbage($"<MediaContainer {token}/>", "text/xml"),
        ["an XML encoding"] = token => Fault.Garbage($"<?xml version='1.0' encoding='{token}'?><a/>", "text/xml"),
        ["an XML entity"] = token => Fault.Garbage($"<MediaContainer token='&{token};'/>", "text/xml"),
        ["a document type"] = token => Fault.Garbage($"<!DOCTYPE {token}><MediaContainer/>", "text/xml"),
        ["an invalid token"] = token =>
            Fault.Garbage(Token("""{"MediaContainer":{"token":"TOKEN x","Device":{"accessToken":"TOKEN x"}}}""", token)),
        ["a device of that identifier"] = token =>
            Fault.Garbage(Token("""{"MediaContainer":{"Device":{"clientIdentifier":"TOKEN"}}}""", token)),
        ["the page of a status"] = token => Fault.Status(403, body: token),
        ["the wait before a retry"] = token => Fault.Status(503, retryAfter: token),
        ["the query of a redirect"] = token => Fault.Redirect($"https://elsewhere.example/?X-Plex-Token={token}"),
        ["the user of a redirect"] = token => Fault.Redirect($"https://{token}@elsewhere.example/"),
        ["the host of a redirect"] = token => Fault.Redirect($"https://{token}/"),
        ["the domain of a redirect"] = token => Fault.Redirect($"https://{token}.elsewhere.example/"),
        ["the scheme of a redirect"] = token => Fault.Redirect($"{token}://elsewhere.example/"),
        ["a relative redirect"] = token => Fault.Redirect($"/{token}"),
        ["the status line"] = token => Fault.Raw($"{token}\r\n\r\n"),
        ["the status"] = token => Fault.Raw($"HTTP/1.1 {token}\r\n\r\n"),
        ["the reason"] = token => Fault.Raw($"HTTP/1.1 500 {token}\r\nContent-Length: 0\r\n\r\n"),
        ["a header without a colon"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\n{token}\r\n\r\n"),
        ["the name of a header"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\n{token} x: y\r\n\r\n"),
        ["the length"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nContent-Length: {token}\r\n\r\n{token}"),
        ["the length of a chunk"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{token}\r\n"),
        ["the end of a chunk"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{{{token}\r\n"),
        ["the encoding of the content"] = token =>
            Fault.Raw($"HTTP/1.1 200 OK\r\nContent-Encoding: {token}\r\nContent-Length: 1\r\n\r\nx"),
        ["the character set"] = token =>
            Fault.Raw($"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset={token}\r\nContent-Length: 1\r\n\r\nx"),
    };

    public static TheoryData<string> EchoNames => [.. Echoes.Keys];

    public static TheoryData<string> FaultNames => [.. FaultCases.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(EchoNames))]
    public Task A_token_repeated_by_the_server_is_not_shown(string place)
    {
        Server.Faults.Decide = request => request.Token is string token ? Echoes[place](token) : null;
        return AssertNoLeakAsync();
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public Task No_fault_shows_a_token(string name)
    {
        Fault fault = FaultCases.All.Single(candidate => candidate.Name == name).Fault;
        Server.Faults.Decide = request => request.Token is null ? null : fault;
        return AssertNoLeakAsync();
    }

    [Fact]
    public async Task Successful_calls_show_no_token_and_put_none_in_a_URL()
    {
        List<string> attempts = [];
        using PlexServerClient client = Connect(new ClientSetup { OnAttempt = attempt => attempts.Add(attempt.ToString()) });
        foreach (Operation operation in Enum.GetValues<Operation>())
            await CallAsync(client, operation);

        TokenSearch.AssertNone(string.Join('\n', attempts), Secrets());
        TokenSearch.AssertNone(string.Join('\n', Server.Requests.Select(request => request.RawTarget)), Secrets());
        Assert.Equal(5, attempts.Count);
    }

    private async Task AssertNoLeakAsync()
    {
        List<string> shown = [];
        int failures = 0;
        foreach (string token in (string[])[Server.AdminToken, Server.IssueTransientToken()])
        {
            ClientSetup setup = new() { Retries = 1, OnAttempt = attempt => shown.Add(attempt.ToString()) };
            using PlexServerClient client = setup.Connect(Server.HttpUri, token);
            foreach (Operation operation in (Operation[])[Operation.ServerInfo, Operation.Token, Operation.Source])
            {
                try
                {
                    await CallAsync(client, operation);
                }
                catch (PlexException failure)
                {
                    failures++;
                    shown.Add(TokenSearch.Describe(failure));
                }
            }
        }

        // A response without a token can still be a valid response to GET /.
        Assert.InRange(failures, 4, 6);
        TokenSearch.AssertNone(string.Join('\n', shown), Secrets());
        TokenSearch.AssertNone(string.Join('\n', Server.Requests.Select(request => request.RawTarget)), Secrets());
    }

    private static string Token(string body, string token) => body.Replace("TOKEN", token, StringComparison.Ordinal);

    private string[] Secrets() => [Server.AdminToken, Server.SharedToken, .. Server.TransientTokens];
}
