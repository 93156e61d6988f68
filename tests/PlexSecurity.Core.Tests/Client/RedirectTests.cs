namespace PlexSecurity.Core.Tests;

/// <summary>No redirect is followed, and no token goes where one points.</summary>
public sealed class RedirectTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static MatrixTheoryData<int, Operation> Cases => new([300, 301, 302, 303, 307, 308], Enum.GetValues<Operation>());

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_redirect_is_an_error_and_nothing_is_sent_where_it_points(int status, Operation operation)
    {
        await using PlexSimulator elsewhere = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false }, Ct);
        Server.Faults.Add(Fault.Redirect(new Uri(elsewhere.HttpUri, "security/token?X-Plex-Token=s3cret"), status), operation.Endpoint());
        using PlexServerClient client = Connect(new ClientSetup { Retries = 3 });

        PlexException failure = await FailAsync(client, operation);

        Assert.Equal((PlexError.Redirected, status, 1), (failure.Error, failure.StatusCode, failure.Attempts));
        Assert.Contains($"a redirect to '{elsewhere.HttpUri.GetLeftPart(UriPartial.Authority)}'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        Assert.Equal(0, elsewhere.TotalConnections);
        Assert.Single(Server.Requests, request => request.Path == operation.Endpoint());
    }

    [Theory]
    [InlineData("/security/token")]
    [InlineData("security/token")]
    [InlineData("?a=b")]
    public async Task A_redirect_to_the_same_server_is_not_followed_either(string location)
    {
        Server.Faults.Add(Fault.Redirect(location), "/");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Equal(PlexError.Redirected, failure.Error);
        Assert.Equal(["/identity", "/"], Server.Requests.Select(request => request.Path));
    }
}
