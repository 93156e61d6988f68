namespace PlexSecurity.Errors;

/// <summary>Why a request failed, in words, and what to do about it.</summary>
/// <param name="Error">The kind of the failure.</param>
/// <param name="Reason">A clause. Its arguments may come from outside and are filtered before they are shown.</param>
/// <param name="Advice">The recommended action.</param>
/// <param name="IsTransient">Whether the same request may succeed a little later.</param>
internal readonly record struct FailureReason(PlexError Error, FormattableString Reason, string Advice, bool IsTransient = false)
{
    /// <summary>Whether it is the proxy that failed, so that advice about who was asked through it would mislead.</summary>
    public bool IsOfProxy { get; init; }
}
