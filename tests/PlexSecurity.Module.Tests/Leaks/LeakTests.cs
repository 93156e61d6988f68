using System.Management.Automation;
using PlexSecurity.Module.Tests.Failures;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>Every cmdlet with every fault, with all streams on: no output contains a token.</summary>
public sealed class LeakTests
{
    private const string Wrong = "a-wrong-token-of-somebody";
    private const string DamagedStart = "a-token-with-a-line-end";

    [Fact]
    public async Task No_token_is_in_any_stream_object_error_or_view()
    {
        await using ModuleSession session = await StartAsync();
        Exposure exposure = new();
        int applied = 0;

        foreach ((string endpoint, string script) in LeakScripts.ByEndpoint)
        {
            Expose(session, exposure, script);
            exposure.Add(session.Screen(script));
            foreach (Failure failure in FailureTable.Rows.Values)
            {
                session.Server.Faults.Add(failure.Fault(), endpoint, int.MaxValue);
                Expose(session, exposure, script, screen: false);
                session.Server.Faults.Clear();
            }

            foreach (Func<string, Fault> hostile in HostileFaults.All.Values)
            {
                session.Server.Faults.Decide = request =>
                {
                    if (request.Path != endpoint)
                        return null;
                    Interlocked.Increment(ref applied);
                    return hostile(request.Token ?? "no-token-was-sent");
                };
                Expose(session, exposure, script);
                session.Server.Faults.Clear();
            }
        }

        Expose(session, exposure, LeakScripts.Mistakes);
        session.Server.Restart();
        Expose(session, exposure, LeakScripts.Ends);

        Assert.True(session.Server.Faults.Applied >= FailureTable.Rows.Count * LeakScripts.ByEndpoint.Count);
        Assert.True(applied >= HostileFaults.All.Count * LeakScripts.ByEndpoint.Count);
        AssertClean(session, exposure);
        AssertRequests(session.Server);
    }

    [Fact]
    public async Task The_search_finds_the_token_from_AsPlainText()
    {
        await using ModuleSession session = await StartAsync();
        Exposure exposure = new();

        exposure.AddObjects(
            session.Run("[pscustomobject]@{ Deep = @(@{ Deeper = Get-PlexTransientToken -Session $account -AsPlainText }) }"));

        Assert.Contains(exposure.Texts, new TokenSearch(Tokens(session.Server)).Finds);
    }

    [Fact]
    public async Task The_search_finds_the_token_of_a_session_in_a_saved_error()
    {
        await using ModuleSession session = await StartAsync();
        TokenSearch search = new(Tokens(session.Server));

        string saved = SavedText.OfRecords(
            session.Run("[System.Management.Automation.ErrorRecord]::new([Exception]::new(), 'a', 0, $account)"));
        string silent = SavedText.OfObjects(session.Run("$account, $known"));

        // Windows encrypts a saved SecureString.
        Assert.Equal(!OperatingSystem.IsWindows(), search.Finds(saved));
        Assert.Contains("<SS N=\"Token\">", saved, StringComparison.Ordinal);
        Assert.False(search.Finds(silent));
        Assert.Contains(session.Server.MachineIdentifier, silent, StringComparison.Ordinal);
    }

    /// <summary>Runs a script and adds all its output, and optionally, because that is slow, its text on the screen.</summary>
    private static void Expose(ModuleSession session, Exposure exposure, string script, bool screen = true)
    {
        session.Run("$Error.Clear()");
        ScriptResult result = session.Capture(script);
        Assert.Null(result.Ended);
        Assert.NotEmpty(result.Output);
        IReadOnlyList<PSObject> errors = session.Run("$Error");
        exposure.AddObjects(result.Output.Concat(errors));
        exposure.Add(SavedText.OfRecords(result.Output.Where(SavedText.IsRecord).Concat(errors)));
        exposure.Add(SavedText.OfObjects(result.Output.Where(value => !SavedText.IsRecord(value))));
        session.Set("written", result.Output);
        if (screen)
            exposure.Add(session.Screen("$written"));
    }

    private static void AssertClean(ModuleSession session, Exposure exposure)
    {
        TokenSearch search = new(Tokens(session.Server));
        string[] found = [.. exposure.Texts.Where(search.Finds)];
        Assert.True(
            found.Length == 0,
            $"{found.Length} of {exposure.Texts.Count} texts contain a token, such as: {found.FirstOrDefault()}");
        Assert.True(exposure.Texts.Count > 1000, $"Only {exposure.Texts.Count} texts were searched.");
        Assert.Contains(exposure.Texts, text => text.Contains("transient-…", StringComparison.Ordinal));
    }

    /// <summary>Asserts that the server received tokens only in their header, and never with an identity request.</summary>
    private static void AssertRequests(PlexSimulator server)
    {
        TokenSearch search = new(Tokens(server));
        Assert.All(server.Requests, request =>
        {
            Assert.False(search.Finds(request.RawTarget));
            Assert.True(request.Path != "/identity" || request.Token is null);
            Assert.DoesNotContain(request.Headers, header => header.Key != "X-Plex-Token" && search.Finds(header.Value));
        });
        Assert.Contains(server.Requests, request => search.Finds(request.Token ?? string.Empty));
    }

    private static IEnumerable<string> Tokens(PlexSimulator server) =>
        server.TransientTokens.Concat([server.AdminToken, server.SharedToken, Wrong, DamagedStart, "another-token-entirely"]);

    private static async Task<ModuleSession> StartAsync()
    {
        SimulatorOptions options = new() { AdminToken = "AdminTokenOfTheOwner", Certificate = CertificateKind.SelfSigned };
        ModuleSession session = await ModuleSession.StartAsync(options, connect: false);
        session.Set("https", session.Server.HttpsUri.AbsoluteUri);
        session.Set("itself", session.Server.Sources.Add(session.Server.AsSource()).Source);
        session.Set("provider", session.Server.Sources.DefaultProvider.Source);
        session.Set("text", session.Server.AdminToken);
        session.Set("shared", session.Server.SharedToken);
        session.Set("wrong", Wrong);
        session.Set("damaged", DamagedStart + "\nand-more");
        session.Run(LeakScripts.Prepare);
        return session;
    }
}
