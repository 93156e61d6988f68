using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A source's list is the start of a flood: against this machine, the network, or the reader of an error.</summary>
public sealed class ManyAddressesTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public void Of_thirty_thousand_addresses_the_first_64_are_kept_and_one_notice_counts_the_rest()
    {
        string list = string.Join(",", Enumerable.Range(0, 30_000).Select(i => $$"""{"uri":"https://h{{i}}.a"}"""));

        (List<PlexConnection> connections, List<string> ignored) =
            ConnectionMapper.Map(ResponseBody.Read($$"""{"Connection":[{{list}}]}"""), new PlexToken("token-of-the-source"));

        Assert.Equal(64, connections.Count);
        Assert.Equal("https://h63.a/", connections[63].ToString());
        Assert.Equal("29936 connections beyond the first 64", Assert.Single(ignored));
    }

    [Fact]
    public void Of_thousands_that_cannot_be_used_ten_are_told_of_and_the_rest_counted()
    {
        string list = string.Join(",", Enumerable.Repeat("""{"uri":"http://10.0.0.1/reboot"}""", 5000));

        (List<PlexConnection> connections, List<string> ignored) =
            ConnectionMapper.Map(ResponseBody.Read($$"""{"Connection":[{{list}}]}"""), new PlexToken("token-of-the-source"));

        Assert.Empty(connections);
        Assert.Equal(11, ignored.Count);
        Assert.Equal("4990 more unusable connections", ignored[10]);
    }

    [Fact]
    public async Task Sixteen_are_asked_at_once_and_the_error_lists_ten()
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
            // Each has a timer of its own. When all that may be asked are waiting, nobody else is.
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
