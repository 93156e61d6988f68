using System.Management.Automation;

namespace PlexSecurity.Module.Tests.Failures;

/// <summary>Every failure in every call of the module.</summary>
public sealed class CallFailureTests
{
    public static TheoryData<string> Rows => [.. FailureTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Connecting_gives_one_error_if_any_step_fails(string row)
    {
        Failure failure = FailureTable.Rows[row];
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        foreach (string step in new[] { "/identity", "/", "/security/token" })
        {
            session.Server.Faults.Add(failure.Fault(), step);

            ErrorRecord error = session.Terminating(
                $"Connect-PlexServer $uri -Token $token -Transient -MaximumRetryCount 0 {failure.Connect}");

            Failure expected = step == "/identity" ? failure with { Advice = failure.AdviceWithoutToken } : failure;
            AssertMatches(expected, error, session, "ConnectPlexServerCommand");
            Assert.Equal(session.Server.HttpUri.AbsoluteUri, error.TargetObject);
            Assert.Empty(session.Run("Get-PlexServerSession"));
        }

        Assert.Equal(3, session.Server.Faults.Applied);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_token_or_source_failure_is_one_nonterminating_error(string row)
    {
        Failure failure = FailureTable.Rows[row];
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run($"Connect-PlexServer $uri -Token $token -MaximumRetryCount 0 {failure.Connect}");

        session.Server.Faults.Add(failure.Fault(), "/security/token");
        ErrorRecord token = session.NonTerminating("Get-PlexTransientToken");
        session.Server.Faults.Add(failure.Fault(), "/security/resources");
        ErrorRecord source = session.NonTerminating("Get-PlexSourceConnection $source");

        AssertMatches(failure, token, session, "GetPlexTransientTokenCommand");
        Assert.Equal($"{session.Server.FriendlyName} ({session.Server.HttpUri})", token.TargetObject);
        Assert.Contains("get a transient token from", token.ErrorDetails.Message, StringComparison.Ordinal);
        AssertMatches(failure, source, session, "GetPlexSourceConnectionCommand");
        Assert.Equal(session.Server.Sources.DefaultServer.Source, source.TargetObject);
        Assert.Contains(
            $"get the connection information of '{source.TargetObject}' from",
            source.ErrorDetails.Message,
            StringComparison.Ordinal);

        // The session still works.
        Assert.Single(session.Run("Get-PlexTransientToken"));
        Assert.Single(session.Run("Get-PlexSourceConnection $source"));
    }

    private static void AssertMatches(Failure failure, ErrorRecord error, ModuleSession session, string command)
    {
        Assert.Equal($"{failure.Id},PlexSecurity.Commands.{command}", error.FullyQualifiedErrorId);
        Assert.Equal(failure.Category, error.CategoryInfo.Category);
        Assert.Contains($"'{session.Server.HttpUri.AbsoluteUri}'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Reason, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("in-the-location", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("PlexSecurity.PlexException", error.Exception.GetType().FullName);
    }
}
