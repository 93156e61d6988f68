using System.Management.Automation;
using PlexSecurity.Models;

namespace PlexSecurity.Commands;

/// <summary>
/// Converts each <see cref="PlexException"/> into an <see cref="ErrorRecord"/>. The target is text: a session or a source would
/// expose its token when <c>$Error</c> is saved.
/// </summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(PlexException failure, object? target) =>
        new(
            failure,
            "Plex" + failure.Error,
            Category(failure.Error),
            target is null ? null : DisplayText.Sanitize(target.ToString()) ?? string.Empty)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.RecommendedAction },
        };

    /// <summary>The error for an empty check on the command line, such as an unset variable.</summary>
    public static ErrorRecord EmptyArgument(string parameter) => new(
        new PSArgumentException($"The argument of -{parameter} is empty. Omit the parameter to connect without this check."),
        "ParameterArgumentValidationError",
        ErrorCategory.InvalidArgument,
        parameter);

    private static ErrorCategory Category(PlexError error) => error switch
    {
        PlexError.NotConnected or PlexError.NotSignedIn or PlexError.ConnectionFailed => ErrorCategory.ConnectionError,
        PlexError.InvalidUri or PlexError.InvalidToken or PlexError.InvalidSource or PlexError.InvalidThumbprint
            or PlexError.InvalidVersion or PlexError.BadRequest or PlexError.AmbiguousServer =>
            ErrorCategory.InvalidArgument,
        PlexError.UnencryptedConnection or PlexError.Redirected or PlexError.TlsFailed or PlexError.WrongServer =>
            ErrorCategory.SecurityError,
        PlexError.Unauthorized => ErrorCategory.AuthenticationError,
        PlexError.Forbidden => ErrorCategory.PermissionDenied,
        PlexError.NotFound or PlexError.UnknownServer => ErrorCategory.ObjectNotFound,
        PlexError.ServerTooOld => ErrorCategory.NotImplemented,
        PlexError.RateLimited => ErrorCategory.LimitsExceeded,
        PlexError.ServerUnavailable => ErrorCategory.ResourceUnavailable,
        PlexError.Timeout or PlexError.SignInExpired => ErrorCategory.OperationTimeout,
        PlexError.InvalidResponse => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidOperation,
    };
}
