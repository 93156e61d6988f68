using System.Management.Automation;
using System.Security.Cryptography;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>Pipeline input of Connect-PlexServer: addresses, rows of a file, sessions and their saved copies.</summary>
public sealed class ConnectPipelineTests
{
    private const string Token = "TokenForBothServers1";

    [Theory]
    [InlineData("$uri, $uri2")]
    [InlineData("[uri] $uri, [uri] $uri2")]
    [InlineData("$uri, $uri2 | ForEach-Object { $_.PSObject.Properties.Add([psnoteproperty]::new('PSPath', 'file')); $_ }")]
    public async Task Piped_addresses_share_the_token(string addresses)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(new() { AdminToken = Token }, connect: false);
        await session.StartSecondAsync(new() { AdminToken = Token, FriendlyName = "Cellar" });

        session.Run($"& {{ {addresses} }} | Connect-PlexServer -Token $token");

        Assert.Equal(["Cellar", "Attic"], session.Texts("Get-PlexServerSession | ForEach-Object Name"));
    }

    [Theory]
    [InlineData("[datetime]::Now")]
    [InlineData("42")]
    [InlineData("[pscustomobject]@{ Address = 'http://127.0.0.1:1/' }")]
    [InlineData("@{ Uri = 'http://127.0.0.1:1/' }")]
    public async Task Other_piped_objects_are_refused(string input)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ScriptResult result = session.Capture($"{input} | Connect-PlexServer -Token $token -MaximumRetryCount 0");

        Assert.IsType<ParameterBindingException>(Assert.Single(result.Errors).Exception, exactMatch: false);
    }

    [Theory]
    [InlineData("Connect-PlexServer $uri $token")]
    [InlineData("Connect-PlexServer -Uri $uri $token")]
    public async Task Token_is_not_positional(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(command);

        Assert.StartsWith("PositionalParameterNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Theory]
    [InlineData("$saved")]
    [InlineData("$saved | ForEach-Object { [pscustomobject]@{ Uri = $_.Uri; Token = $_.Token; CertificateThumbprint = $pin } }")]
    [InlineData("Get-PlexServerSession")]
    [InlineData("Get-PlexTransientToken")]
    public async Task A_session_and_its_saved_copy_connect_again_with_the_same_pin(string input)
    {
        await using ModuleSession session = await StartPinnedAsync();
        SaveSession(session);

        session.Run($"& {{ {input} }} | Connect-PlexServer");

        Assert.Equal([Pin(session), Pin(session)], session.Texts("Get-PlexServerSession | ForEach-Object CertificateThumbprint"));
        Assert.All(session.Server.Requests, request => Assert.True(request.Https));
    }

    [Fact]
    public async Task A_saved_session_sends_no_token_to_another_server()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator stranger = await session.StartSecondAsync();
        SaveSession(session);

        ErrorRecord error = session.Terminating(
            "$saved.Uri = $uri2; $saved | Connect-PlexServer -MaximumRetryCount 0");

        Assert.StartsWith("PlexWrongServer,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["/identity"], stranger.Requests.Select(request => request.Path));
        Assert.All(stranger.Requests, request => Assert.Null(request.Token));
    }

    [Theory]
    [InlineData("-MachineIdentifier $machine", true)]
    [InlineData("-MachineIdentifier $machine.ToUpperInvariant()", true)]
    [InlineData("-MachineIdentifier \"server://$machine\"", true)]
    [InlineData("-MachineIdentifier 0123456789abcdef", false)]
    public async Task MachineIdentifier_must_match_the_server(string parameter, bool connects)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("machine", session.Server.MachineIdentifier);

        ScriptResult result = session.Capture($"Connect-PlexServer $uri -Token $token {parameter} -MaximumRetryCount 0");

        Assert.Equal(
            connects ? [] : ["PlexWrongServer,PlexSecurity.Commands.ConnectPlexServerCommand"],
            result.Errors.Select(error => error.FullyQualifiedErrorId));
        Assert.Equal(connects, session.Server.Requests.Any(request => request.Token is not null));
    }

    [Fact]
    public async Task An_invalid_MachineIdentifier_is_refused_before_any_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(
            "[pscustomobject]@{ Uri = $uri; Token = $token; MachineIdentifier = \"a`e[2Jb\" } | Connect-PlexServer");

        Assert.StartsWith("PlexInvalidSource,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.ToString());
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Empty_cells_are_ignored_and_values_apply_to_one_row()
    {
        await using ModuleSession session = await StartPinnedAsync();
        session.Set("machine", session.Server.MachineIdentifier);

        ErrorRecord error = session.Terminating("""
            $rows = ($https, $machine, $pin), ($uri, '', ''), ($https, '', '') | ForEach-Object {
                [pscustomobject]@{ Uri = $_[0]; MachineIdentifier = $_[1]; CertificateThumbprint = $_[2] }
            }
            $rows | Connect-PlexServer -Token $token -MaximumRetryCount 0
            """);

        Assert.StartsWith("PlexTlsFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["http", "https", "https"], session.Texts("Get-PlexServerSession | ForEach-Object { $_.Uri.Scheme }"));
    }

    [Theory]
    [InlineData("-CertificateThumbprint ''")]
    [InlineData("-CertificateThumbprint $notSet")]
    [InlineData("-MachineIdentifier ''")]
    [InlineData("-MachineIdentifier $notSet")]
    public async Task An_empty_check_on_the_command_line_is_refused_before_any_request(string parameter)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating($"Connect-PlexServer $uri -Token $token {parameter}");

        Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(parameter.Split(' ')[0], error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Security_switches_and_client_names_never_come_from_the_pipeline()
    {
        await using ModuleSession session = await StartPinnedAsync();
        session.Server.ClearRequests();
        const string More = "SkipCertificateCheck = $true; AllowUnencryptedAuthentication = $true; ClientIdentifier = 'other'; "
            + "Proxy = 'http://127.0.0.1:1'; Transient = $true";

        ErrorRecord https = session.Terminating(
            $"[pscustomobject]@{{ Uri = $https; Token = $token; {More} }} | Connect-PlexServer");
        ErrorRecord open = session.Terminating(
            $"[pscustomobject]@{{ Uri = 'http://plex.invalid'; Token = $token; {More} }} | Connect-PlexServer");
        session.Run($"[pscustomobject]@{{ Uri = $uri; Token = $token; {More} }} | Connect-PlexServer");

        Assert.StartsWith("PlexTlsFailed,", https.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("PlexUnencryptedConnection,", open.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Account", session.Text("(Get-PlexServerSession)[0].TokenKind"));
        Assert.DoesNotContain(session.Server.Requests.SelectMany(request => request.Headers.Values), value => value == "other");
    }

    private static async Task<ModuleSession> StartPinnedAsync()
    {
        SimulatorOptions options = new() { Certificate = CertificateKind.SelfSigned };
        ModuleSession session = await ModuleSession.StartAsync(options, connect: false);
        session.Set("https", session.Server.HttpsUri.AbsoluteUri);
        session.Set("pin", Pin(session));
        session.Run("Connect-PlexServer $https -Token $token -CertificateThumbprint $pin");
        return session;
    }

    private static string Pin(ModuleSession session) =>
        session.Server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Sets $saved to the result of Import-Clixml: Export-Clixml uses this serializer with this depth.</summary>
    private static void SaveSession(ModuleSession session) => session.Run("""
        $saved = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize((Get-PlexServerSession), 2))
        """);
}
