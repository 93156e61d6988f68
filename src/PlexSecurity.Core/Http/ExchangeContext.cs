namespace PlexSecurity.Http;

/// <summary>
/// What a connection must know of the exchange that uses it. It flows with the request to where its bytes are written.
/// </summary>
/// <param name="call">The call.</param>
internal sealed class ExchangeContext(PlexCall call)
{
    private static readonly AsyncLocal<ExchangeContext?> Flow = new();

    public static ExchangeContext? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public PlexCall Call => call;

#if NET
    /// <summary>The connection that carried the request, where the gate watches connections.</summary>
    public IdentifiedStream? Connection { get; set; }
#endif
}
