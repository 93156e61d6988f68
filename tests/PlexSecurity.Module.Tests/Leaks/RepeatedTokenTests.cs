using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>A server that already knows the token repeats it in the response to a request without a token.</summary>
public sealed class RepeatedTokenTests
{
    [Fact]
    public async Task The_token_of_a_source_is_not_shown_by_probes_of_its_addresses()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync(new SimulatorOptions { Https = false });
        SimulatedSource known = second.AsSource();
        session.Server.Sources.Add(known);
        session.Set("other", known.Source);
        second.Faults.Add(Fault.Redirect($"/{known.AccessToken}"), "/identity", int.MaxValue);

        session.Run("$found = Get-PlexSourceConnection $other");
        string messages = session.Text("($found | Test-PlexSourceConnection).Message -join ' '")!;
        ErrorRecord error = session.Terminating("$found | Connect-PlexServer");

        Assert.Contains("hidden", messages, StringComparison.Ordinal);
        Assert.Contains("hidden", error.ErrorDetails.Message, StringComparison.Ordinal);
        string shown = $"{messages} {error.ErrorDetails} {error.Exception}";
        Assert.DoesNotContain(known.AccessToken!, shown, StringComparison.OrdinalIgnoreCase);
    }
}
