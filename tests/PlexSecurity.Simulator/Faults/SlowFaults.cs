namespace PlexSecurity.Simulator;

/// <summary>Faults that take time.</summary>
internal static class SlowFaults
{
    public static async Task DelayAsync(Exchange exchange, TimeSpan delay)
    {
        await Task.Delay(delay, exchange.Ended).ConfigureAwait(false);
        await exchange.SendTrueAnswerAsync().ConfigureAwait(false);
    }

    public static async Task DripAsync(Exchange exchange, TimeSpan interval)
    {
        Answer answer = exchange.TrueAnswer();
        await exchange.StartAsync(answer).ConfigureAwait(false);
        for (int i = 0; i < answer.Body.Length; i++)
        {
            await Task.Delay(interval, exchange.Ended).ConfigureAwait(false);
            await exchange.Response.Body.WriteAsync(answer.Body.Slice(i, 1), exchange.Ended).ConfigureAwait(false);
            await exchange.Response.Body.FlushAsync(exchange.Ended).ConfigureAwait(false);
        }
    }
}
