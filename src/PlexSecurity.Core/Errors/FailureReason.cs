namespace PlexSecurity.Errors;

/// <summary>The reason for a failed request, and the recommended action.</summary>
/// <param name="Error">The kind of the failure.</param>
/// <param name="Reason">A clause for the message. Its arguments can be untrusted and are filtered before display.</param>
/// <param name="Advice">The recommended action.</param>
/// <param name="IsTransient">Whether a retry of the request may succeed.</param>
internal readonly record struct FailureReason(PlexError Error, FormattableString Reason, string Advice, bool IsTransient = false)
{
    /// <summary>Whether the proxy failed, so that advice for the server or plex.tv does not apply.</summary>
    public bool IsProxyFailure { get; init; }
}
