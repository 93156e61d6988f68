namespace PlexSecurity.Http;

/// <summary>
/// The context of an exchange, for the connection that carries it. It flows with the request as an async local.
/// </summary>
internal sealed class ExchangeContext(PlexCall call, CancellationToken caller)
{
    private static readonly AsyncLocal<ExchangeContext?> Flow = new();

    public static ExchangeContext? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public PlexCall Call => call;

    /// <summary>Whether the caller has canceled the call. The handler does not tell the connection.</summary>
    public bool IsCanceled => caller.IsCancellationRequested;

#if NET
    /// <summary>The connection that carried the request; null if connections are not verified.</summary>
    public VerifiedStream? Connection { get; set; }
#endif
}
