using System.Management.Automation;

namespace PlexSecurity.Module.Tests;

public sealed class ConnectTokenTests
{
    [Theory]
    [InlineData("$token")]
    [InlineData("$text")]
    [InlineData("\"$text\"")]
    [InlineData("[pscredential]::new('anybody', $token)")]
    [InlineData("([pscustomobject]@{ Token = $token }).Token")]
    public async Task Token_accepts_a_SecureString_a_credential_or_a_string(string token)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("text", session.Server.AdminToken);

        session.Run($"Connect-PlexServer $uri -Token ({token})");

        Assert.Equal(session.Server.AdminToken, session.Server.Requests[^1].Token);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("@{ Token = 'a-token-in-a-table' }")]
    [InlineData("@('a-token-in-a-list', 'another-in-it')")]
    public async Task A_token_of_another_type_is_refused_without_showing_it(string token)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating($"Connect-PlexServer $uri -Token ({token})");

        Assert.Contains("SecureString, a PSCredential or a string", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in-a", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Theory]
    [InlineData("$null", "is empty")]
    [InlineData("''", "is empty")]
    [InlineData("[securestring]::new()", "is empty")]
    [InlineData("[pscredential]::Empty", "is empty")]
    [InlineData("\"line`nend-of-a-token\"", "control character")]
    [InlineData("\"carriage`r`nX-Other: end-of-a-token\"", "control character")]
    [InlineData("\"nul`0end-of-a-token\"", "control character")]
    [InlineData("' end-of-a-token'", "space")]
    [InlineData("'tökénend-of-a-token'", "a non-ASCII character")]
    [InlineData("('x' * 65536)", "longer than 8192")]
    public async Task An_invalid_token_is_an_error_that_does_not_show_it(string token, string fault)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.ClearRequests();

        ErrorRecord error = session.Terminating($"Connect-PlexServer $uri -Token ({token})");

        Assert.Equal("PlexInvalidToken,PlexSecurity.Commands.ConnectPlexServerCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(fault, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("X-Plex-Token", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(session.Server.HttpUri.AbsoluteUri, error.TargetObject);
        Assert.DoesNotContain("end-of-a-token", error + error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
        Assert.Equal("1", session.Text("@(Get-PlexServerSession).Count"));
    }

    [Fact]
    public async Task The_given_SecureString_stays_usable()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        session.Run("Disconnect-PlexServer; Connect-PlexServer $uri -Token $token");

        Assert.Equal(session.Server.AdminToken, session.Text("[System.Net.NetworkCredential]::new('', $token).Password"));
        Assert.Equal("False", session.Text("$token.IsReadOnly()"));
    }
}
