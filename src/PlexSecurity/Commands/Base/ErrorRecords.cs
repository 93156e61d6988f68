using System.Management.Automation;
using PlexSecurity.Models;

namespace PlexSecurity.Commands;

/// <summary>
/// The one place that turns a <see cref="PlexException"/> into an <see cref="ErrorRecord"/>. Its target is text: a session or a
/// source would take its token along to wherever <c>$Error</c> is written.
/// </summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(PlexException failure, object? target) =>
        new(failure, "Plex" + failure.Error, Category(failure.Error), target is null ? null : DisplayText.Of(target.ToString()) ?? string.Empty)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.RecommendedAction },
        };

    /// <summary>A check that was asked for on the command line with nothing in it, such as a variable that is not set.</summary>
    public static ErrorRecord EmptyArgument(string parameter) => new(
        new PSArgumentException($"The argument of -{parameter} is empty. Leave the parameter out to connect without this check."),
        "ParameterArgumentValidationError",
        ErrorCategory.InvalidArgument,
        parameter);

    private static ErrorCategory Category(PlexError error) => error switch
    {
        PlexError.NotConnected or PlexError.NotSignedIn or PlexError.ConnectionFailed => ErrorCategory.ConnectionError,
        PlexError.InvalidUri or PlexError.InvalidToken or PlexError.InvalidSource or PlexError.InvalidThumbprint
            or PlexError.BadRequest or PlexError.AmbiguousServer =>
            ErrorCategory.InvalidArgument,
        PlexError.UnencryptedConnection or PlexError.Redirected or PlexError.TlsFailed or PlexError.WrongServer => ErrorCategory.SecurityError,
        PlexError.Unauthorized => ErrorCategory.AuthenticationError,
        PlexError.Forbidden => ErrorCategory.PermissionDenied,
        PlexError.NotFound or PlexError.UnknownServer => ErrorCategory.ObjectNotFound,
        PlexError.ServerTooOld => ErrorCategory.NotImplemented,
        PlexError.RateLimited => ErrorCategory.LimitsExceeded,
        PlexError.ServerUnavailable => ErrorCategory.ResourceUnavailable,
        PlexError.Timeout or PlexError.SignInExpired => ErrorCategory.OperationTimeout,
        PlexError.InvalidResponse => ErrorCategory.InvalidData,
        PlexError.Unexpected => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
