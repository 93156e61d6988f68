namespace PlexSecurity.Simulator;

/// <summary>Faults that delay a response.</summary>
internal static class SlowFaults
{
    public static async Task DelayAsync(Exchange exchange, TimeSpan delay)
    {
        await Task.Delay(delay, exchange.Ended).ConfigureAwait(false);
        await exchange.SendNormalResponseAsync().ConfigureAwait(false);
    }

    public static async Task DripAsync(Exchange exchange, TimeSpan interval)
    {
        SimulatedResponse response = exchange.NormalResponse();
        await exchange.StartAsync(response).ConfigureAwait(false);
        for (int i = 0; i < response.Body.Length; i++)
        {
            await Task.Delay(interval, exchange.Ended).ConfigureAwait(false);
            await exchange.Response.Body.WriteAsync(response.Body.Slice(i, 1), exchange.Ended).ConfigureAwait(false);
            await exchange.Response.Body.FlushAsync(exchange.Ended).ConfigureAwait(false);
        }
    }
}
