using System.Globalization;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>The retried failures, the number of retries, and the waits.</summary>
public sealed class RetryTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly string[] Transient =
        ["429", "502", "503", "504", "drop", "early hints, then nothing", "half a status line", "half a header", "a TLS alert"];

    // Failures that reject a request unread. After other transient failures, a token may have been minted.
    private static readonly string[] TransientForToken = ["429", "503"];

    public static TheoryData<string> FaultNames => [.. FaultCases.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task Only_transient_faults_are_retried(string name)
    {
        foreach (Operation operation in (Operation[])[Operation.Source, Operation.Token])
        {
            Server.Faults.Clear();
            Server.ClearRequests();
            Server.Faults.Add(FaultCases.All.Single(fault => fault.Name == name).Fault, operation.Endpoint(), int.MaxValue);
            List<PlexAttempt> observed = [];
            using PlexServerClient client = Connect(new ClientSetup { Retries = 2, OnAttempt = observed.Add });

            PlexException failure = await FailAsync(client, operation);

            int expected = (operation == Operation.Token ? TransientForToken : Transient).Contains(name) ? 3 : 1;
            PlexAttempt[] attempts = [.. observed.Where(attempt => attempt.Uri.AbsolutePath == operation.Endpoint())];
            Assert.Equal(expected, Server.Requests.Count(request => request.Path == operation.Endpoint()));
            Assert.Equal(expected, failure.Attempts);
            Assert.Equal(Enumerable.Range(1, expected), attempts.Select(attempt => attempt.Number));
            Assert.All(attempts.SkipLast(1), attempt => Assert.NotNull(attempt.RetryIn));
            Assert.Null(attempts[^1].RetryIn);
        }
    }

    [Fact]
    public void Every_transient_fault_is_in_the_table() =>
        Assert.Empty(Transient.Except(FaultCases.All.Select(fault => fault.Name)));

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_call_succeeds_after_transient_failures(Operation operation)
    {
        bool mints = operation == Operation.Token;
        Server.Faults.Add(Fault.Status(503), operation.Endpoint());
        Server.Faults.Add(mints ? Fault.Status(429) : Fault.Drop(), operation.Endpoint());
        List<string> attempts = [];
        using PlexServerClient client = Connect(new ClientSetup
        {
            Retries = 2,
            RetryInterval = TimeSpan.Zero,
            OnAttempt = attempt =>
            {
                if (attempt.Uri.AbsolutePath == operation.Endpoint())
                    attempts.Add(attempt.ToString());
            },
        });

        Assert.NotNull(await CallAsync(client, operation));

        RecordedRequest[] tries = [.. Server.Requests.Where(request => request.Path == operation.Endpoint())];
        Assert.Equal(3, tries.Length);
        Assert.Single(tries.Select(request => request.Method + request.RawTarget + request.Token).Distinct());
        Assert.Matches(@"503 \(ServerUnavailable\) in \d+ ms \(attempt 1\); retrying in 0\.0 s$", attempts[^3]);
        Assert.Matches(
            $@": {(mints ? @"429 \(RateLimited\)" : "ConnectionFailed")} in \d+ ms \(attempt 2\); retrying in 0\.0 s$",
            attempts[^2]);
        Assert.Matches(@": 200 in \d+ ms \(attempt 3\)$", attempts[^1]);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("60", 60)]
    [InlineData("+12", 12)] // An HTTP date relative to now.
    [InlineData("+60", 60)]
    [InlineData("-30", 0)]
    public async Task Retry_After_is_honored(string retryAfter, int seconds)
    {
        foreach (int status in (int[])[429, 503])
        {
            ManualTime time = new();
            Server.Faults.Add(Fault.Status(status, Header(time, retryAfter)), "/identity");
            using PlexServerClient client =
                Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 1 });

            Task<object> call = CallAsync(client, Operation.Identity);
            if (seconds > 0)
                Assert.Equal(TimeSpan.FromSeconds(seconds), await time.AdvanceToNextTimerAsync(Ct));

            Assert.NotNull(await call);
        }
    }

    [Theory]
    [InlineData("61", "61")]
    [InlineData("86400", "86400")]
    [InlineData("+61", "61")]
    [InlineData("+31536000", "31536000")]
    public async Task A_Retry_After_over_a_minute_is_reported(string retryAfter, string seconds)
    {
        ManualTime time = new();
        Server.Faults.Add(Fault.Status(429, Header(time, retryAfter)), "/identity", int.MaxValue);
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 5 });

        PlexException failure = await FailAsync(client, Operation.Identity);

        Assert.Equal((PlexError.RateLimited, 1), (failure.Error, failure.Attempts));
        Assert.Contains($"asks to wait {seconds} seconds", failure.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-5 seconds")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task Without_a_valid_Retry_After_the_waits_are_random_below_a_doubling_bound(string? retryAfter)
    {
        ManualTime time = new();
        Server.Faults.Add(Fault.Status(503, retryAfter), "/identity", int.MaxValue);
        using PlexServerClient client = Connect(new ClientSetup
        {
            Time = time,
            Timeout = Timeout.InfiniteTimeSpan,
            Retries = 4,
            RetryInterval = TimeSpan.FromSeconds(10),
        });

        Task<PlexException> failing = FailAsync(client, Operation.Identity);
        foreach (int bound in (int[])[10, 20, 40, 60])
            Assert.InRange((await time.AdvanceToNextTimerAsync(Ct)).TotalSeconds, 0.001, bound);

        Assert.Equal(5, (await failing).Attempts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_token_request_is_not_repeated_after_a_closed_connection(int retries)
    {
        Server.Faults.Add(Fault.Raw(string.Empty), "/security/token", int.MaxValue);
        using PlexServerClient client = Connect(new ClientSetup { Retries = retries });

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal((PlexError.ConnectionFailed, 1), (failure.Error, failure.Attempts));
        Assert.Contains("closed without a response", failure.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests, request => request.Path == "/security/token");
    }

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_closed_connection_without_a_response_gives_ConnectionFailed(Operation operation)
    {
        // .NET itself would retry the request; with a token it waits for a new identity check.
        Server.Faults.Add(Fault.Raw(string.Empty), operation.Endpoint(), int.MaxValue);
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, operation);

        Assert.Equal((PlexError.ConnectionFailed, 1), (failure.Error, failure.Attempts));
        Assert.Contains("closed without a response", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Server.Requests.Count(request => request.Path == operation.Endpoint()), 1, 4);
    }

    [Fact]
    public async Task The_waits_of_many_clients_differ()
    {
        HashSet<TimeSpan> waits = [];
        for (int i = 0; i < 20; i++)
        {
            ManualTime time = new();
            Server.Faults.Add(Fault.Status(503), "/identity");
            using PlexServerClient client = Connect(new ClientSetup
            {
                Time = time,
                Timeout = Timeout.InfiniteTimeSpan,
                Retries = 1,
                RetryInterval = TimeSpan.FromSeconds(10),
            });
            Task<object> call = CallAsync(client, Operation.Identity);
            waits.Add(await time.AdvanceToNextTimerAsync(Ct));
            await call;
        }

        Assert.InRange(waits.Count, 15, 20);
    }

    [Fact]
    public async Task Each_call_has_its_own_retries()
    {
        Server.Faults.Add(Fault.Status(503), "/identity", 2);
        Server.Faults.Add(Fault.Status(503), "/security/token", 2);
        using PlexServerClient client = Connect(new ClientSetup { Retries = 2 });

        Assert.NotNull(await CallAsync(client, Operation.Token));
        Assert.Equal(6, Server.Requests.Count);
    }

    /// <summary>Seconds unchanged; with a sign, the date relative to now.</summary>
    private static string Header(ManualTime time, string text) => text[0] is '+' or '-'
        ? time.GetUtcNow().AddSeconds(int.Parse(text, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture)
        : text;
}
