using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A source with very many addresses floods neither this machine nor the network nor the error message.</summary>
public sealed class ManyAddressesTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public void The_first_64_addresses_are_kept_and_one_notice_counts_the_rest()
    {
        string list = string.Join(",", Enumerable.Range(0, 30_000).Select(i => $$"""{"uri":"https://h{{i}}.a"}"""));

        (List<PlexConnection> connections, List<string> ignored) =
            ConnectionMapper.Map(ResponseBody.Read($$"""{"Connection":[{{list}}]}"""), new PlexToken("token-of-the-source"));

        Assert.Equal(64, connections.Count);
        Assert.Equal("https://h63.a/", connections[63].ToString());
        Assert.Equal("29936 connections beyond the first 64", Assert.Single(ignored));
    }

    [Fact]
    public void Ten_notices_name_unusable_addresses_and_one_counts_the_rest()
    {
        string list = string.Join(",", Enumerable.Repeat("""{"uri":"http://10.0.0.1/reboot"}""", 5000));

        (List<PlexConnection> connections, List<string> ignored) =
            ConnectionMapper.Map(ResponseBody.Read($$"""{"Connection":[{{list}}]}"""), new PlexToken("token-of-the-source"));

        Assert.Empty(connections);
        Assert.Equal(11, ignored.Count);
        Assert.Equal("4990 more unusable connections", ignored[10]);
    }

    [Fact]
    public async Task Sixteen_addresses_are_probed_at_once_and_the_error_lists_ten()
    {
        Server.Faults.Add(Fault.Hang(), times: int.MaxValue);
        ManualTime time = new();
        PlexConnection[] silent = [.. Enumerable.Range(0, 40).Select(_ => Addresses.Of(Server.HttpUri))];
        PlexConnectionTester tester =
            new(SourceConnections.Of(Server.MachineIdentifier, silent), new ClientSetup { Time = time }.ToOptions());

        Task<PlexConnectionTest> finding = tester.FindBestAsync(Ct);
        for (int i = 0; i < silent.Length && !finding.IsCompleted; i += 16)
        {
            int expected = Math.Min(i + 16, silent.Length);
            await Server.WaitForRequestAsync(_ => Server.Requests.Count == expected, TestTimeout.Limit);
            // Each probe has its own timer. While the allowed number of probes is pending, no other starts.
            for (int n = i; n < expected; n++)
                await time.NextTimerAsync(Ct);
            Assert.Equal(expected, Server.Requests.Count);
            time.Advance(TestTimeout.Limit);
        }

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => finding.WaitAsync(TestTimeout.Limit, Ct));
        Assert.Equal(PlexError.Timeout, failure.Error);
        Assert.Equal(10, failure.Message.Split(Server.HttpUri.AbsoluteUri).Length - 1);
        Assert.EndsWith("; and 30 more.", failure.Message, StringComparison.Ordinal);
    }
}
