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
    public void Local_is_before_remote_before_relay_then_https_before_http_then_IPv4_before_IPv6() =>
        Assert.Equal(ByRank, Candidates(ByRank.Reverse()));

    [Fact]
    public void Link_local_addresses_are_asked_only_where_there_is_no_other()
    {
        PlexConnection linkLocal = Addresses.Of("http://[fe80::1]:32400", local: true);

        Assert.Equal([ByRank[3]], Candidates([linkLocal, ByRank[3]]));
        Assert.Equal([linkLocal], Candidates([linkLocal]));
    }

    private static IReadOnlyList<PlexConnection> Candidates(IEnumerable<PlexConnection> connections) =>
        ConnectionCandidates.Of(SourceConnections.Of("abc", [.. connections]), new ChannelPolicy { AllowUnencrypted = true })
            .Candidates;

    [Fact]
    public void The_best_of_all_is_certain_as_soon_as_it_answers()
    {
        ConnectionSelector selector = new(ByRank);

        selector.AddSuccess(ByRank[0], TimeSpan.Zero);

        Assert.True(selector.IsCertain(TimeSpan.Zero));
    }

    [Fact]
    public void A_better_address_has_a_head_start_and_then_the_best_so_far_wins()
    {
        ConnectionSelector selector = new(ByRank);
        TimeSpan answered = TimeSpan.FromSeconds(1);

        selector.AddSuccess(ByRank[6], answered);

        Assert.False(selector.IsCertain(answered + ConnectionSelector.HeadStart - TimeSpan.FromTicks(1)));
        Assert.Equal(answered + ConnectionSelector.HeadStart, selector.Deadline);
        Assert.True(selector.IsCertain(answered + ConnectionSelector.HeadStart));
        Assert.Equal(ByRank[6], selector.Best);
    }

    [Fact]
    public void A_better_address_that_answers_within_the_head_start_wins_and_starts_no_second_one()
    {
        ConnectionSelector selector = new(ByRank);

        selector.AddSuccess(ByRank[6], TimeSpan.Zero);
        selector.AddSuccess(ByRank[3], TimeSpan.FromMilliseconds(200));

        Assert.Equal(ByRank[3], selector.Best);
        Assert.Equal(ConnectionSelector.HeadStart, selector.Deadline);
    }

    [Fact]
    public void After_the_head_start_a_better_one_comes_too_late()
    {
        ConnectionSelector selector = new(ByRank);

        selector.AddSuccess(ByRank[6], TimeSpan.Zero);
        selector.AddSuccess(ByRank[3], ConnectionSelector.HeadStart);

        Assert.Equal(ByRank[6], selector.Best);
    }

    [Fact]
    public void Where_all_better_ones_have_failed_nothing_is_waited_for()
    {
        ConnectionSelector selector = new(ByRank);
        selector.AddSuccess(ByRank[2], TimeSpan.Zero);
        selector.AddFailure(ByRank[0]);

        Assert.False(selector.IsCertain(TimeSpan.Zero));
        selector.AddFailure(ByRank[1]);

        Assert.True(selector.IsCertain(TimeSpan.Zero));
        Assert.False(selector.IsComplete);
    }

    [Fact]
    public void Of_one_rank_the_first_to_answer_wins()
    {
        PlexConnection first = Addresses.Of("https://203.0.113.1:1");
        PlexConnection second = Addresses.Of("https://203.0.113.1:2");
        ConnectionSelector selector = new([first, second]);

        selector.AddSuccess(second, TimeSpan.Zero);
        selector.AddSuccess(first, TimeSpan.Zero);

        Assert.Equal(second, selector.Best);
    }

    [Fact]
    public void Where_every_address_fails_there_is_no_best_and_nothing_certain()
    {
        ConnectionSelector selector = new(ByRank);
        foreach (PlexConnection connection in ByRank)
            selector.AddFailure(connection);

        Assert.Null(selector.Best);
        Assert.True(selector.IsComplete);
        Assert.False(selector.IsCertain(TimeSpan.MaxValue));
    }

    /// <summary>
    /// Whatever answers in whatever order: the best is the lowest rank among those that answered, the earliest of it.
    /// </summary>
    [Fact]
    public void The_best_is_the_first_of_the_lowest_rank_that_answered() =>
        Gen.Shuffle(ByRank).Select(Gen.Bool.Array[ByRank.Length]).Sample((order, answers) =>
        {
            ConnectionSelector selector = new(ByRank);
            List<PlexConnection> answered = [];
            for (int i = 0; i < order.Length; i++)
            {
                if (answers[i])
                {
                    selector.AddSuccess(order[i], TimeSpan.FromMilliseconds(i));
                    answered.Add(order[i]);
                }
                else
                {
                    selector.AddFailure(order[i]);
                }
            }

            PlexConnection? expected = answered.Count == 0 ? null : answered.MinBy(ConnectionSelector.Rank);
            return selector.Best == expected && selector.IsComplete
                && selector.IsCertain(TimeSpan.Zero) == (expected is not null);
        });
}
