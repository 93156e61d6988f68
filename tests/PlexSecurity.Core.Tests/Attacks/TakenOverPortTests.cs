namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>
/// Another machine takes over the port while calls wait for responses or connections. None of them sends it a token.
/// </summary>
public sealed class TakenOverPortTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>More calls than connections, connections that are reset or closed, and calls during the takeover.</summary>
    [Theory]
    [InlineData(65, 0, true)]
    [InlineData(80, 5, false)]
    [InlineData(10, 40, true)]
    [InlineData(10, 40, false)]
    public async Task No_call_sends_its_token_to_the_other_machine(int calls, int later, bool reset)
    {
        using TakenOverPort port = new(holdsRequests: true);
        using PlexServerClient client = new(port.Uri, new PlexToken("account-token-0123456789"), new PlexClientOptions
        {
            ClientIdentifier = "tests",
            MaximumRetryCount = 10,
            RetryInterval = TimeSpan.FromMilliseconds(5),
            Timeout = TestTimeout.Limit,
        });
        Task<PlexError?>[] waiting = [.. Enumerable.Range(0, calls).Select(_ => CallAsync(client))];
        await port.WaitForHeldRequestsAsync(Math.Min(calls, 64), Ct);

        Task takeover = Task.Run(() => port.TakeOver(reset), Ct);
        Task<PlexError?>[] arriving = [.. Enumerable.Range(0, later).Select(_ => CallAsync(client))];
        await takeover;
        PlexError?[] outcomes = await Task.WhenAll([.. waiting, .. arriving]);

        Assert.Equal(0, port.LeakedTokens);
        Assert.All(outcomes, static outcome => Assert.NotNull(outcome));
        Assert.Contains(PlexError.WrongServer, outcomes);
    }

    private static async Task<PlexError?> CallAsync(PlexServerClient client)
    {
        try
        {
            await client.GetServerInfoAsync(Ct);
            return null;
        }
        catch (PlexException failure)
        {
            return failure.Error;
        }
    }
}
