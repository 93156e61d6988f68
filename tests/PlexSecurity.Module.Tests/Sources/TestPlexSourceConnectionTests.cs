using System.Net;
using System.Net.Sockets;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Sources;

public sealed class TestPlexSourceConnectionTests
{
    [Fact]
    public async Task Each_address_has_a_result_and_exactly_one_is_preferred()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Source(
            session,
            SimulatedConnection.To(session.Server.HttpsUri),
            SimulatedConnection.To(session.Server.HttpUri, local: false),
            SimulatedConnection.To(session.Server.HttpUri, local: false, relay: true),
            SimulatedConnection.To(ClosedPort()));

        string?[] results = session.Texts(
            "Test-PlexSourceConnection $own -AllowUnencryptedAuthentication | ForEach-Object { '{0} {1} {2}' -f $_.Status, "
            + "$_.Local, $_.Preferred }");

        Assert.Equal(
            ["CertificateRejected True False", "Reachable False False", "Reachable False True", "Unreachable True False"],
            results.Order());
    }

    [Fact]
    public async Task Results_appear_while_other_addresses_are_silent()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator silent = await session.StartSecondAsync();
        silent.Faults.Add(Fault.Hang(), times: int.MaxValue);
        Source(session, SimulatedConnection.To(silent.HttpUri), SimulatedConnection.To(ClosedPort()));

        // The first result ends the pipeline; the silent address would take a minute.
        string? first = session.Text("""
            & {
                foreach ($round in 1) {
                    Test-PlexSourceConnection $own -TimeoutSec 60 | ForEach-Object { "$($_.Status)"; break }
                }
            }
            """);

        Assert.Equal("Unreachable", first);
        await silent.WaitForNoRequestInFlightAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Best_does_not_wait_for_silent_addresses()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator silent = await session.StartSecondAsync();
        silent.Faults.Add(Fault.Hang(), times: int.MaxValue);
        Source(
            session,
            [.. Enumerable.Range(0, 6).Select(_ => SimulatedConnection.To(silent.HttpUri)), SimulatedConnection.To(
                session.Server.HttpUri, local: false)]);

        string? best = session.Text(
            "Test-PlexSourceConnection $own -Best -TimeoutSec 60 | ForEach-Object { \"$($_.Uri) $($_.Preferred)\" }");

        Assert.Equal($"{session.Server.HttpUri} True", best);
        await silent.WaitForNoRequestInFlightAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Best_keeps_the_order_of_sources_and_one_without_addresses_is_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Source(session, SimulatedConnection.To(session.Server.HttpUri));
        session.Run("$empty = Get-PlexSourceConnection " + session.Server.Sources.DefaultEmpty.Source);

        ScriptResult result = session.Capture("$own, $empty, $own | Test-PlexSourceConnection -Best | ForEach-Object Source");

        Assert.Equal([.. Enumerable.Repeat($"server://{session.Server.MachineIdentifier}", 2)], result.Texts);
        Assert.StartsWith("PlexConnectionFailed,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_addresses_gives_only_a_warning()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ScriptResult result =
            session.Capture($"Get-PlexSourceConnection {session.Server.Sources.DefaultEmpty.Source} | Test-PlexSourceConnection");

        Assert.Empty(result.Output);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public async Task Probes_send_no_token_and_respect_ThrottleLimit()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator tested = await session.StartSecondAsync();
        InFlight inFlight = InFlight.Watch(tested, TimeSpan.FromMilliseconds(20));
        Source(session, [.. Enumerable.Range(0, 12).Select(_ => SimulatedConnection.To(tested.HttpUri))]);

        session.Run("Test-PlexSourceConnection $own -ThrottleLimit 3");

        Assert.Equal(12, tested.Requests.Count);
        Assert.All(tested.Requests, request => Assert.Null(request.Token));
        Assert.InRange(inFlight.Maximum, 2, 3);
    }

    [Fact]
    public async Task Count_repeats_the_probe_and_gives_the_range_of_the_latency()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Source(session, SimulatedConnection.To(session.Server.HttpUri));
        session.Server.ClearRequests();

        string? inOrder = session.Text(
            "Test-PlexSourceConnection $own -Count 3 | ForEach-Object { $_.MinimumLatency -le $_.Latency -and $_.Latency -le "
            + "$_.MaximumLatency }");

        Assert.Equal("True", inOrder);
        Assert.Equal(3, session.Server.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-AllowUnencryptedAuthentication")]
    [InlineData("-SkipCertificateCheck")]
    [InlineData("-CertificateThumbprint $pin")]
    [InlineData("-CertificateThumbprint $pin -AllowUnencryptedAuthentication")]
    public async Task Preferred_Best_and_Connect_choose_the_same_address(string how)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set(
            "pin", session.Server.ServerCertificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256));
        Source(
            session,
            SimulatedConnection.To(session.Server.HttpUri),
            SimulatedConnection.To(session.Server.HttpsUri, local: false),
            SimulatedConnection.To(session.Server.HttpUri, local: false, relay: true));

        string?[] preferred = session.Texts(
            $"Test-PlexSourceConnection $own {how} | Where-Object Preferred | ForEach-Object {{ $_.Uri.AbsoluteUri }}");
        ScriptResult best =
            session.Capture($"Test-PlexSourceConnection $own {how} -Best | ForEach-Object {{ $_.Uri.AbsoluteUri }}");
        ScriptResult taken =
            session.Capture($"$own | Connect-PlexServer {how} -PassThru | ForEach-Object {{ $_.Uri.AbsoluteUri }}");

        string[] expected = how switch
        {
            "" => [],
            "-AllowUnencryptedAuthentication" => [session.Server.HttpUri.AbsoluteUri],
            _ => [session.Server.HttpsUri.AbsoluteUri],
        };
        Assert.Equal(expected, preferred);
        Assert.Equal(expected, best.Texts);
        Assert.Equal(expected, taken.Texts);
        Assert.Equal(1 - expected.Length, taken.Errors.Count);
    }

    [Fact]
    public async Task Probes_use_the_proxy_unless_NoProxy_is_set()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator proxy = await session.StartSecondAsync();
        Source(session, SimulatedConnection.To(session.Server.HttpsUri));

        string? through =
            session.Text("Test-PlexSourceConnection $own -SkipCertificateCheck -Proxy $uri2 | ForEach-Object Status");
        RecordedRequest tunnel = Assert.Single(proxy.Requests);
        proxy.ClearRequests();
        string? past =
            session.Text("Test-PlexSourceConnection $own -SkipCertificateCheck -Proxy $uri2 -NoProxy | ForEach-Object Status");

        Assert.Equal(("CONNECT", session.Server.HttpsUri.Authority), (tunnel.Method, tunnel.RawTarget));
        Assert.NotEqual("Reachable", through);
        Assert.Equal("Reachable", past);
        Assert.Empty(proxy.Requests);
    }

    private static void Source(ModuleSession session, params SimulatedConnection[] connections)
    {
        SimulatedSource source = session.Server.Sources.Add(session.Server.AsSource() with { Connections = connections });
        session.Run($"$own = Get-PlexSourceConnection {source.Source}");
    }

    private static Uri ClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
