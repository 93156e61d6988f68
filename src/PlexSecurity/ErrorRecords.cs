using System.Management.Automation;

namespace PlexSecurity;

/// <summary>The one place that turns a <see cref="PlexException"/> into an <see cref="ErrorRecord"/>.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(PlexException failure, object? target) =>
        new(failure, "Plex" + failure.Error, Category(failure.Error), target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.RecommendedAction },
        };

    private static ErrorCategory Category(PlexError error) => error switch
    {
        PlexError.NotConnected or PlexError.ConnectionFailed => ErrorCategory.ConnectionError,
        PlexError.InvalidUri or PlexError.InvalidToken or PlexError.InvalidSource or PlexError.BadRequest => ErrorCategory.InvalidArgument,
        PlexError.UnencryptedConnection or PlexError.Redirected or PlexError.TlsFailed or PlexError.WrongServer => ErrorCategory.SecurityError,
        PlexError.Unauthorized => ErrorCategory.AuthenticationError,
        PlexError.Forbidden => ErrorCategory.PermissionDenied,
        PlexError.NotFound => ErrorCategory.ObjectNotFound,
        PlexError.ServerTooOld => ErrorCategory.NotImplemented,
        PlexError.RateLimited => ErrorCategory.LimitsExceeded,
        PlexError.ServerUnavailable => ErrorCategory.ResourceUnavailable,
        PlexError.Timeout => ErrorCategory.OperationTimeout,
        PlexError.InvalidResponse => ErrorCategory.InvalidData,
        PlexError.Unexpected => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
