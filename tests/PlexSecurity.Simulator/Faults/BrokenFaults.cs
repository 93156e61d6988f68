using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace PlexSecurity.Simulator;

/// <summary>Faults that cut off or replace a response.</summary>
internal static class BrokenFaults
{
    public static SimulatedResponse Portal { get; } = SimulatedResponse.Text(StatusCodes.Status200OK, SimulatedResponse.Html,
        "<!DOCTYPE html><html><head><title>Welcome</title></head><body><form>Accept the terms to go online</form></body></html>");

    public static async Task TruncateAsync(Exchange exchange, int bytes)
    {
        SimulatedResponse response = exchange.NormalResponse();
        await exchange.StartAsync(response).ConfigureAwait(false);
        ReadOnlyMemory<byte> part = response.Body[..Math.Min(bytes, response.Body.Length)];
        await exchange.Response.Body.WriteAsync(part, exchange.Ended).ConfigureAwait(false);
        // With less than Content-Length, Kestrel sends the bytes and closes; Abort() could discard them.
    }

    public static async Task RawAsync(Exchange exchange, string bytes)
    {
        IFeatureCollection features = exchange.Response.HttpContext.Features;
        PipeWriter output = features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await output.WriteAsync(Encoding.Latin1.GetBytes(bytes), exchange.Ended).ConfigureAwait(false);
        if (features.Get<ISslStreamFeature>() is { } tls) await tls.SslStream.ShutdownAsync().ConfigureAwait(false);
        // Completing the transport sends the bytes and closes the socket; Abort() could discard them.
        await SocketTransport.Of(features).Output.CompleteAsync().ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, exchange.Ended).ConfigureAwait(false);
    }
}
