using System.Security;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class MainJobTests
{
    [Fact]
    public async Task Connecting_requests_the_identity_without_a_token_and_then_checks_the_token()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        Assert.Collection(
            session.Server.Requests,
            identity =>
            {
                Assert.Equal("/identity", identity.RawTarget);
                Assert.Null(identity.Token);
            },
            info =>
            {
                Assert.Equal("/", info.RawTarget);
                Assert.Equal(session.Server.AdminToken, info.Token);
            });
    }

    [Fact]
    public async Task A_transient_token_is_requested_by_POST_and_is_a_SecureString()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        dynamic token = Assert.Single(session.Run("Get-PlexTransientToken"));

        RecordedRequest request = session.Server.Requests[^1];
        Assert.Equal("POST", request.Method);
        Assert.Equal("/security/token?type=delegation&scope=all", request.RawTarget);
        Assert.IsType<SecureString>(token.Token);
        Assert.Equal(TimeSpan.FromHours(48), token.ExpiresAt - token.IssuedAt);
        Assert.False((bool)token.IsExpired);
    }
}
