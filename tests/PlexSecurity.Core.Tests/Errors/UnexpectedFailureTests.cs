using System.Security.Cryptography;

namespace PlexSecurity.Core.Tests.Errors;

/// <summary>An unexpected exception below HTTP is not reported as a failure of the server.</summary>
public sealed class UnexpectedFailureTests
{
    private const string Token = "a-token-that-stays-here";

    private static readonly Uri Server = new("https://127-0-0-1.0123abcd.plex.direct:32400");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unexpected_failure_is_the_inner_exception_and_not_retried()
    {
        CryptographicException fault = new("the dog ate it");

        PlexException failure = await FailAsync(fault);

        Assert.Equal((PlexError.Unexpected, 1), (failure.Error, failure.Attempts));
        Assert.Contains("an unexpected error occurred (CryptographicException)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("server did not cause this error", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(fault, Chain(failure));
    }

    [Fact]
    public async Task An_unexpected_failure_with_the_token_is_dropped()
    {
        PlexException failure = await FailAsync(new CryptographicException($"the dog ate {Token}"));

        Assert.Equal(PlexError.Unexpected, failure.Error);
        TokenSearch.AssertNone(TokenSearch.Describe(failure), [Token]);
    }

    private static async Task<PlexException> FailAsync(Exception fault)
    {
        ClientSetup setup = new() { Retries = 2, Resolver = (_, _) => throw fault };
        using PlexServerClient client = setup.Connect(Server, Token);
        return await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct).WaitAsync(TestTimeout.Limit, Ct));
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }
}
