using CsCheck;
using PlexSecurity.Connections;
using PlexSecurity.Security;

namespace PlexSecurity.Core.Tests.Connections;

public sealed class ConnectionSelectorTests
{
    private static readonly PlexConnection[] ByRank =
    [
        Addresses.Of("https://192.0.2.1:32400", local: true),
        Addresses.Of("https://[2001:db8::1]:32400", local: true),
        Addresses.Of("http://192.0.2.1:32400", local: true),
        Addresses.Of("https://203.0.113.1:32400"),
        Addresses.Of("https://2001-db8-0-0-0-0-0-2.hash.plex.direct:32400"),
        Addresses.Of("http://203.0.113.1:32400"),
        Addresses.Of("https://198.51.100.1:8443", relay: true),
        Addresses.Of("http://198.51.100.1:8443", local: true, relay: true),
    ];

    [Fact]
    public void The_rank_is_local_remote_relay_then_https_http_then_IPv4_IPv6() =>
        Assert.Equal(ByRank, Candidates(ByRank.Reverse()));

    [Fact]
    public void Link_local_addresses_are_candidates_only_without_others()
    {
        PlexConnection linkLocal = Addresses.Of("http://[fe80::1]:32400", local: true);

        Assert.Equal([ByRank[3]], Candidates([linkLocal, ByRank[3]]));
        Assert.Equal([linkLocal], Candidates([linkLocal]));
    }

    private static IReadOnlyList<PlexConnection> Candidates(IEnumerable<PlexConnection> connections) =>
        ConnectionCandidates.Of(SourceConnections.Of("abc", [.. connections]), new ChannelPolicy { AllowUnencrypted = true })
            .Candidates;

    [Fact]
    public void The_top_address_is_certain_on_its_success()
    {
        ConnectionSelector selector = new(ByRank);

        selector.AddSuccess(ByRank[0], TimeSpan.Zero);

        Assert.True(selector.IsCertain(TimeSpan.Zero));
    }

    [Fact]
    public void The_best_so_far_wins_after_the_head_start()
    {
        ConnectionSelector selector = new(ByRank);
        TimeSpan responded = TimeSpan.FromSeconds(1);

        selector.AddSuccess(ByRank[6], responded);

        Assert.False(selector.IsCertain(responded + ConnectionSelector.HeadStart - TimeSpan.FromTicks(1)));
        Assert.Equal(responded + ConnectionSelector.HeadStart, selector.Deadline);
        Assert.True(selector.IsCertain(responded + ConnectionSelector.HeadStart));
        Assert.Equal(ByRank[6], selector.Best);
    }

    [Fact]
    public void A_better_address_wins_within_the_head_start_and_starts_no_second_one()
    {
        ConnectionSelector selector = new(ByRank);

        selector.AddSuccess(ByRank[6], TimeSpan.Zero);
        selector.AddSuccess(ByRank[3], TimeSpan.FromMilliseconds(200));

        Assert.Equal(ByRank[3], selector.Best);
        Assert.Equal(ConnectionSelector.HeadStart, selector.Deadline);
    }

    [Fact]
    public void A_better_address_loses_after_the_head_start()
    {
        ConnectionSelector selector = new(ByRank);

        selector.AddSuccess(ByRank[6], TimeSpan.Zero);
        selector.AddSuccess(ByRank[3], ConnectionSelector.HeadStart);

        Assert.Equal(ByRank[6], selector.Best);
    }

    [Fact]
    public void There_is_no_head_start_if_all_better_addresses_failed()
    {
        ConnectionSelector selector = new(ByRank);
        selector.AddSuccess(ByRank[2], TimeSpan.Zero);
        selector.AddFailure(ByRank[0]);

        Assert.False(selector.IsCertain(TimeSpan.Zero));
        selector.AddFailure(ByRank[1]);

        Assert.True(selector.IsCertain(TimeSpan.Zero));
    }

    [Fact]
    public void The_first_success_wins_within_a_rank()
    {
        PlexConnection first = Addresses.Of("https://203.0.113.1:1");
        PlexConnection second = Addresses.Of("https://203.0.113.1:2");
        ConnectionSelector selector = new([first, second]);

        selector.AddSuccess(second, TimeSpan.Zero);
        selector.AddSuccess(first, TimeSpan.Zero);

        Assert.Equal(second, selector.Best);
    }

    [Fact]
    public void There_is_no_best_if_every_address_fails()
    {
        ConnectionSelector selector = new(ByRank);
        foreach (PlexConnection connection in ByRank)
            selector.AddFailure(connection);

        Assert.Null(selector.Best);
        Assert.False(selector.IsCertain(TimeSpan.MaxValue));
    }

    /// <summary>For any order of results, the best is the earliest success of the lowest rank.</summary>
    [Fact]
    public void The_best_is_the_first_success_of_the_lowest_rank() =>
        Gen.Shuffle(ByRank).Select(Gen.Bool.Array[ByRank.Length]).Sample((order, succeeds) =>
        {
            ConnectionSelector selector = new(ByRank);
            List<PlexConnection> responded = [];
            for (int i = 0; i < order.Length; i++)
            {
                if (succeeds[i])
                {
                    selector.AddSuccess(order[i], TimeSpan.FromMilliseconds(i));
                    responded.Add(order[i]);
                }
                else
                {
                    selector.AddFailure(order[i]);
                }
            }

            PlexConnection? expected = responded.Count == 0 ? null : responded.MinBy(ConnectionSelector.Rank);
            return selector.Best == expected && selector.IsCertain(TimeSpan.Zero) == (expected is not null);
        });
}
