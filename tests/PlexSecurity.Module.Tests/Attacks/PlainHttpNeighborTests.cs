using System.Management.Automation;
using System.Security.Cryptography;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Attacks;

/// <summary>
/// Another user of the machine, or an attacker on the network, has an http address of a source and returns its <c>/identity</c>.
/// The token of the source must not be sent there while the source has an https address with a checked certificate.
/// </summary>
public sealed class PlainHttpNeighborTests
{
    [Fact]
    public async Task The_impostor_gets_no_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator real = await session.StartSecondAsync();
        PlexSimulator impostor = await StartImpostorAsync(session, real);

        session.Run(
            "$cellar | Connect-PlexServer -CertificateThumbprint $pin; Test-PlexSourceConnection $cellar "
            + "-CertificateThumbprint $pin");
        ErrorRecord error = session.Terminating("$cellar | Connect-PlexServer -MaximumRetryCount 0");

        Assert.Empty(impostor.Requests);
        Assert.StartsWith("PlexTlsFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{impostor.HttpUri} (skipped", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_shows_skipped_addresses_with_the_reason()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator real = await session.StartSecondAsync();
        await StartImpostorAsync(session, real);

        string?[] rows = session.Texts("Test-PlexSourceConnection $cellar | ForEach-Object { \"$($_.Status): $($_.Message)\" }");

        Assert.Equal(2, rows.Length);
        Assert.Contains("NotSecure: skipped: the address is http, and the source has https addresses", rows);
    }

    [Fact]
    public async Task A_public_http_address_is_shown_without_a_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Add(new SimulatedSource
        {
            Source = "server://public",
            Connections = [new("http", "203.0.113.7", "http://203.0.113.7:32400", 32400)],
        });

        ScriptResult result = session.Capture(
            "Get-PlexSourceConnection server://public | Test-PlexSourceConnection -Verbose | ForEach-Object Status");

        Assert.Equal(["NotSecure"], result.Texts);
        Assert.DoesNotContain(result.Verbose, line => line.Contains("203.0.113.7", StringComparison.Ordinal));
        Assert.Contains("no address to test", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_64_addresses_are_kept_and_a_warning_counts_the_rest()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Uri uri = session.Server.HttpUri;
        session.Server.Sources.Add(session.Server.AsSource() with
        {
            Connections = [.. Enumerable.Range(0, 3000).Select(_ => SimulatedConnection.To(uri))],
        });
        session.Server.ClearRequests();

        ScriptResult result =
            session.Capture($"$own = Get-PlexSourceConnection {session.Server.MachineIdentifier}; $own.Connections.Count");
        InFlight inFlight = InFlight.Watch(session.Server, TimeSpan.FromMilliseconds(10));
        session.Run("Test-PlexSourceConnection $own -Best");

        Assert.Equal(["64"], result.Texts);
        Assert.EndsWith(": 2936 connections beyond the first 64.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.InRange(inFlight.Maximum, 1, 16);
    }

    private static async Task<PlexSimulator> StartImpostorAsync(ModuleSession session, PlexSimulator real)
    {
        PlexSimulator impostor =
            await session.StartSecondAsync(new SimulatorOptions { MachineIdentifier = real.MachineIdentifier });
        SimulatedSource source = session.Server.Sources.Add(real.AsSource() with
        {
            Connections = [SimulatedConnection.To(impostor.HttpUri), SimulatedConnection.To(real.HttpsUri, local: false)],
        });
        session.Set("pin", real.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256));
        session.Run($"$cellar = Get-PlexSourceConnection {source.Source}");
        return impostor;
    }
}
