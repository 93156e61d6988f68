namespace PlexSecurity.Core.Tests.Errors;

/// <summary>The table of errors: every fault in every call.</summary>
public sealed class FaultTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static MatrixTheoryData<string, Operation> Cases =>
        new(FaultCases.All.Select(fault => fault.Name), Enum.GetValues<Operation>());

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_becomes_one_error_with_the_server_and_the_operation(string name, Operation operation)
    {
        FaultCase fault = FaultCases.All.Single(candidate => candidate.Name == name);
        Server.Faults.Add(fault.Fault, operation.Endpoint(), int.MaxValue);
        List<PlexAttempt> attempts = [];
        using PlexServerClient client = Connect(new ClientSetup { OnAttempt = attempts.Add });

        PlexException failure = await FailAsync(client, operation);

        Assert.Equal((fault.Error, fault.Status), (failure.Error, failure.StatusCode));
        // Without a token in the request, the token cannot be the reason.
        string words = operation == Operation.Identity && fault.Status is (401 or 403)
            ? $"the server rejected the request without a token ({fault.Status})"
            : fault.Words;
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains($" '{Server.HttpUri.AbsoluteUri}': ", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("Could not ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.RecommendedAction);
        Assert.Equal(Server.HttpUri, failure.Server);
        Assert.Equal(1, failure.Attempts);
        PlexAttempt last = attempts[^1];
        // A well-formed response is a successful attempt, even without the required members.
        PlexError? seen = fault.IsWellFormed ? null : fault.Error;
        Assert.Equal((seen, fault.Status, 1, null), (last.Error, last.StatusCode, last.Number, last.RetryIn));
    }

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_client_works_after_a_fault(Operation operation)
    {
        using PlexServerClient client = Connect();
        foreach (FaultCase fault in FaultCases.All)
        {
            Server.Faults.Add(fault.Fault, operation.Endpoint());
            await FailAsync(client, operation);

            Assert.NotNull(await CallAsync(client, operation));
        }
    }

    [Theory]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_fault_in_the_identity_check_sends_no_token(Operation operation)
    {
        foreach (FaultCase fault in FaultCases.All)
        {
            Server.Faults.Add(fault.Fault, "/identity");
            using PlexServerClient client = Connect();

            PlexException failure = await FailAsync(client, operation);

            Assert.Equal((fault.Error, fault.Status), (failure.Error, failure.StatusCode));
        }

        Assert.Equal(FaultCases.All.Count, Server.Requests.Count);
        Assert.All(Server.Requests, request => Assert.Equal(("/identity", null), (request.RawTarget, request.Token)));
    }
}
