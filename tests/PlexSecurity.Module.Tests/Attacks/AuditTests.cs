using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Attacks;

/// <summary>The findings of audits as regression tests.</summary>
public sealed class AuditTests
{
    /// <summary>PowerShell does not bind an optional parameter if it cannot convert the property of a piped object.</summary>
    [Theory]
    [InlineData("MachineIdentifier", "@('9999')", "PlexInvalidSource")]
    [InlineData("MachineIdentifier", "@()", "PlexInvalidSource")]
    [InlineData("MachineIdentifier", "@{ a = 1 }", "PlexInvalidSource")]
    [InlineData("CertificateThumbprint", "@('A' * 64)", "PlexInvalidThumbprint")]
    [InlineData("CertificateThumbprint", "@('A', 'B')", "PlexInvalidThumbprint")]
    [InlineData("CertificateThumbprint", "17", "PlexInvalidThumbprint")]
    public async Task A_check_of_another_type_is_refused_and_not_ignored(string property, string value, string id)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(
            $"[pscustomobject]@{{ Uri = $uri; Token = $token; {property} = {value} }} | Connect-PlexServer");

        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Theory]
    [InlineData("http://x`e]0;PWNED`a")]
    [InlineData("http://x`u{202E}y z")]
    public async Task An_address_from_a_file_is_filtered_for_the_terminal(string address)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(
            $"[pscustomobject]@{{ Uri = \"{address}\"; Token = $token }} | Connect-PlexServer");

        Assert.DoesNotContain(Assert.IsType<string>(error.TargetObject), static c => char.IsControl(c) || c == '\u202E');
        Assert.DoesNotContain('\u001b', error.CategoryInfo.ToString());
    }

    [Fact]
    public async Task An_error_target_has_a_maximum_length()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating("Connect-PlexServer ('http://' + 'x' * 5000) -Token $token");

        Assert.InRange(Assert.IsType<string>(error.TargetObject).Length, 1, 256);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/;X-Plex-Token=secret-token-1")]
    [InlineData("http://127.0.0.1:1/%3FX-Plex-Token=secret-token-1")]
    [InlineData("http://127.0.0.1:1/\uFF1FX-Plex-Token=secret-token-1")]
    [InlineData("http://user:secret-token-1\uFF20127.0.0.1:1/")]
    public async Task A_token_in_an_address_is_not_in_the_error_target(string address)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("address", address);

        ErrorRecord error = session.Terminating("Connect-PlexServer $address -Token $token -MaximumRetryCount 0");

        Assert.DoesNotContain("secret-token-1", error.TargetObject?.ToString() ?? string.Empty, StringComparison.Ordinal);
    }

    /// <summary>The identity has one machine identifier, the response to the token another.</summary>
    [Fact]
    public async Task A_server_that_contradicts_its_identity_gets_no_session()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Server.Faults.Add(
            Fault.Garbage("""{"MediaContainer":{"friendlyName":"Attic","machineIdentifier":"222222"}}"""), "/");

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token");

        Assert.StartsWith("PlexWrongServer,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Run("Get-PlexServerSession"));
    }

    /// <summary>The cut of the name would leave only a part of the token.</summary>
    [Fact]
    public async Task A_token_across_the_cut_of_a_name_is_hidden()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        string token = session.Server.AdminToken;
        session.Server.Faults.Add(
            Fault.Garbage(
                $$$"""{"MediaContainer":{"friendlyName":"{{{new string('x', 240)}}} {{{token}}}","version":"1.43.4"}}"""), "/");

        session.Run("Connect-PlexServer $uri -Token $token");

        Assert.DoesNotContain(token[..8], session.Text("(Get-PlexServerSession).Name"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("Address")]
    public async Task A_token_in_the_name_of_a_source_is_hidden(string place)
    {
        const string Token = "token-of-the-source-1";
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Add(new SimulatedSource
        {
            Source = "server://leaky",
            Name = place == "Name" ? $"my {Token}" : "leaky",
            AccessToken = Token,
            Connections = [new("https", "x", place == "Address" ? $"https://{Token}.local:1" : "https://nas.local:1", 1)],
        });

        ScriptResult result = session.Capture("""
            Get-PlexSourceConnection server://leaky |
                ForEach-Object { $_.Name; $_.ToString(); $_.Connections | ForEach-Object ToString }
            """);

        Assert.DoesNotContain(Token, string.Concat(result.Output), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(result.Errors);
    }
}
