using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PlexSecurity.Simulator;

/// <summary>Faults that break an answer off or put something else in its place.</summary>
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
        var transport = exchange.Response.HttpContext.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport;
        await transport.Output.WriteAsync(Encoding.Latin1.GetBytes(bytes), exchange.Ended).ConfigureAwait(false);
        await transport.Output.CompleteAsync().ConfigureAwait(false);
        exchange.Abort();
    }
}
