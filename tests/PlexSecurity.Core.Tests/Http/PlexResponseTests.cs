using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>Mapping a response: a missing member is an error of the server, a bug in a mapper is not.</summary>
public sealed class PlexResponseTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public async Task A_bug_in_a_mapper_surfaces_unchanged()
    {
        InvalidOperationException bug = new("a bug");

        PlexResponse response = await SendAsync();

        Assert.Same(bug, Assert.Throws<InvalidOperationException>(() => response.Map<string>(_ => throw bug)));
    }

    [Fact]
    public async Task A_missing_member_gives_InvalidResponse_with_status_and_attempts()
    {
        Server.Faults.Add(Fault.Status(503), "/identity");

        PlexResponse response = await SendAsync(retries: 1);
        PlexException failure = Assert.Throws<PlexException>(() => response.Map(ResponseMapper.Token));

        Assert.Equal((PlexError.InvalidResponse, 200, 2), (failure.Error, failure.StatusCode, failure.Attempts));
        Assert.Contains("no token", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    private async Task<PlexResponse> SendAsync(int retries = 0)
    {
        using PlexTransport transport = new(Server.HttpUri, null, new ClientSetup { Retries = retries }.ToTransport());
        return await transport.SendAsync(PlexRequest.Identity(), null, Ct);
    }
}
