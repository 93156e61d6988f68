using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace PlexSecurity.Simulator;

/// <summary>Faults that break a response off or put something else in its place.</summary>
internal static class BrokenFaults
{
    public static Answer Portal { get; } = Answer.Text(StatusCodes.Status200OK, Answer.Html,
        "<!DOCTYPE html><html><head><title>Welcome</title></head><body><form>Accept the terms to go online</form></body></html>");

    public static async Task TruncateAsync(Exchange exchange, int bytes)
    {
        Answer answer = exchange.TrueAnswer();
        await exchange.StartAsync(answer).ConfigureAwait(false);
        ReadOnlyMemory<byte> part = answer.Body[..Math.Min(bytes, answer.Body.Length)];
        await exchange.Response.Body.WriteAsync(part, exchange.Ended).ConfigureAwait(false);
        // Ending short of Content-Length makes Kestrel send what there is and close: an Abort() could overtake the bytes.
    }

    public static async Task RawAsync(Exchange exchange, string bytes)
    {
        IFeatureCollection features = exchange.Response.HttpContext.Features;
        PipeWriter output = features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await output.WriteAsync(Encoding.Latin1.GetBytes(bytes), exchange.Ended).ConfigureAwait(false);
        if (features.Get<ISslStreamFeature>() is { } tls) await tls.SslStream.ShutdownAsync().ConfigureAwait(false);
        // Completing the socket sends what there is and closes; an Abort() could overtake the bytes.
        await SocketTransport.Of(features).Output.CompleteAsync().ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, exchange.Ended).ConfigureAwait(false);
    }
}
