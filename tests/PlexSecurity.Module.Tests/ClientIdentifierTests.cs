using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

[Collection<ProcessEnvironment>]
public sealed class ClientIdentifierTests
{
    private const string Header = "X-Plex-Client-Identifier";

    [Fact]
    public async Task The_identifier_is_created_once_and_kept()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer $uri -Token $token; Connect-PlexServer $uri -Token $token");

        string kept = await File.ReadAllTextAsync(IdentifierFile(), TestContext.Current.CancellationToken);
        Assert.Equal([kept, kept], Identifiers(session));
        Assert.True(Guid.TryParse(kept, out _), kept);
    }

    [Fact]
    public async Task A_given_value_overrides_the_environment_which_overrides_the_file()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        using EnvironmentVariable variable = new("PLEX_CLIENT_IDENTIFIER", "from-the-environment");

        session.Run("Connect-PlexServer $uri -Token $token; Connect-PlexServer $uri -Token $token -ClientIdentifier given");

        Assert.Equal(["from-the-environment", "given"], Identifiers(session));
    }

    [Fact]
    public async Task The_identity_request_has_no_client_headers()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        RecordedRequest identity = session.Server.Requests[0];

        Assert.Equal("/identity", identity.Path);
        Assert.DoesNotContain(identity.Headers.Keys, name => name.StartsWith("X-Plex-", StringComparison.OrdinalIgnoreCase));
        Assert.All(session.Server.Requests, request => Assert.Equal("application/json", request.Headers["Accept"]));
    }

    [Fact]
    public async Task A_damaged_file_is_kept_and_reported_and_connecting_works()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(), "Only on Linux can a variable of the process set the configuration folder.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("PlexSecurity-damaged-");
        using EnvironmentVariable variable = new("XDG_CONFIG_HOME", folder.FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(IdentifierFile())!);
        await File.WriteAllTextAsync(IdentifierFile(), "not an identifier\n", TestContext.Current.CancellationToken);
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ScriptResult result = session.Capture(
            "Connect-PlexServer $uri -Token $token; Connect-PlexServer $uri -Token $token; @(Get-PlexServerSession).Count");

        Assert.Equal(["2"], result.Texts);
        Assert.All(result.Warnings, warning => Assert.Contains(IdentifierFile(), warning, StringComparison.Ordinal));
        Assert.Equal(2, result.Warnings.Count);
        Assert.Single(Identifiers(session).Distinct());
        Assert.Equal("not an identifier\n", await File.ReadAllTextAsync(IdentifierFile(), TestContext.Current.CancellationToken));
        folder.Delete(recursive: true);
    }

    private static string IdentifierFile() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "PlexSecurity",
        "client-identifier");

    private static IEnumerable<string> Identifiers(ModuleSession session) =>
        session.Server.Requests.Where(request => request.Headers.ContainsKey(Header)).Select(request => request.Headers[Header]);
}
