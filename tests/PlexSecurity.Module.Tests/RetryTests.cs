using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class RetryTests
{
    private static readonly Dictionary<string, Func<Fault>> Transient = new()
    {
        ["429"] = () => Fault.Status(429),
        ["429 with Retry-After"] = () => Fault.Status(429, retryAfter: "0"),
        ["502"] = () => Fault.Status(502),
        ["503"] = () => Fault.Status(503),
        ["504"] = () => Fault.Status(504),
        ["closed without a response"] = Fault.Drop,
    };

    public static TheoryData<string> TransientFaults => [.. Transient.Keys];

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Transient_failures_are_retried_up_to_the_maximum(string fault)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Server.Faults.Add(Transient[fault](), times: 2);
        session.Run("Connect-PlexServer $uri -Token $token -MaximumRetryCount 2 -RetryIntervalSec 0.01");
        session.Server.Faults.Add(Transient[fault](), "/security/resources", times: 2);
        ScriptResult good = session.Capture("Get-PlexSourceConnection $source -Verbose");
        session.Server.Faults.Add(Transient[fault](), "/security/resources", times: 3);
        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection $source");

        Assert.Single(good.Output);
        Assert.Equal(7, session.Server.Faults.Applied);
        Assert.Equal("3", session.Text("$Error[0].Exception.Attempts"));
        Assert.Equal(6, session.Server.Requests.Count(request => request.Path == "/security/resources"));
        Assert.Contains(
            error.CategoryInfo.Category,
            new[] { ErrorCategory.LimitsExceeded, ErrorCategory.ResourceUnavailable, ErrorCategory.ConnectionError });
        // After a lost connection, there is an identity request between the attempts.
        Assert.Collection(
            good.Verbose.Where(line => line.Contains("/security/resources", StringComparison.Ordinal)),
            first => Assert.Matches(@"\(attempt 1\); retrying in \d+\.\d s$", first),
            second => Assert.Matches(@"\(attempt 2\); retrying in \d+\.\d s$", second),
            third => Assert.Matches(@": 200 in \d+ ms \(attempt 3\)$", third));
    }

    /// <summary>A request that may have issued a token is not repeated, because the token could not be revoked.</summary>
    [Theory]
    [InlineData("429", 3)]
    [InlineData("503", 3)]
    [InlineData("502", 1)]
    [InlineData("504", 1)]
    [InlineData("closed without a response", 1)]
    public async Task A_token_request_is_retried_only_if_no_token_can_have_been_issued(string fault, int requests)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -MaximumRetryCount 2 -RetryIntervalSec 0.01");
        session.Server.Faults.Add(Transient[fault](), times: 3);

        session.NonTerminating("Get-PlexTransientToken");

        Assert.Equal(requests, session.Server.Requests.Count(request => request.Path == "/security/token"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(302)]
    [InlineData(204)]
    public async Task Permanent_failures_are_not_retried(int status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -MaximumRetryCount 5 -RetryIntervalSec 0.01");
        session.Server.Faults.Add(Fault.Status(status), times: 10);
        session.Server.ClearRequests();

        session.NonTerminating("Get-PlexSourceConnection $source");

        Assert.Single(session.Server.Requests);
    }

    [Fact]
    public async Task Without_retries_only_one_request_is_sent()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Add(Fault.Status(503), times: 10);
        session.Server.ClearRequests();

        session.NonTerminating("Get-PlexSourceConnection $source");

        Assert.Single(session.Server.Requests);
    }

    [Fact]
    public async Task A_Retry_After_over_a_minute_is_reported()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -MaximumRetryCount 5");
        session.Server.Faults.Add(Fault.Status(429, retryAfter: "3600"), times: 10);

        ErrorRecord error = session.NonTerminating("Get-PlexTransientToken");

        Assert.StartsWith("PlexRateLimited,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("asks to wait 3600 seconds", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(1, session.Server.Faults.Applied);
    }
}
