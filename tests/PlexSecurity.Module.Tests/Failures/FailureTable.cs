using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Failures;

/// <summary>The failures of any call, by name.</summary>
internal static class FailureTable
{
    public static IReadOnlyDictionary<string, Failure> Rows { get; } = new Dictionary<string, Failure>
    {
        ["400"] = Status(400, "PlexBadRequest", ErrorCategory.InvalidArgument, "version of the server") with
        {
            AdviceWithoutToken = "try https",
        },
        ["401"] = Status(401, "PlexUnauthorized", ErrorCategory.AuthenticationError, "Check the token") with
        {
            AdviceWithoutToken = "reverse proxy",
        },
        ["403"] = Status(403, "PlexForbidden", ErrorCategory.PermissionDenied, "owner") with
        {
            AdviceWithoutToken = "reverse proxy",
        },
        ["404"] = Status(404, "PlexNotFound", ErrorCategory.ObjectNotFound, "Check"),
        ["429"] = Status(429, "PlexRateLimited", ErrorCategory.LimitsExceeded, "-ThrottleLimit"),
        ["500"] = Status(500, "PlexServerUnavailable", ErrorCategory.ResourceUnavailable, "Try again"),
        ["502"] = Status(502, "PlexServerUnavailable", ErrorCategory.ResourceUnavailable, "Try again"),
        ["503"] = Status(503, "PlexServerUnavailable", ErrorCategory.ResourceUnavailable, "Try again"),
        ["504"] = Status(504, "PlexServerUnavailable", ErrorCategory.ResourceUnavailable, "Try again"),
        ["301"] = Redirect(301),
        ["302"] = Redirect(302),
        ["303"] = Redirect(303),
        ["307"] = Redirect(307),
        ["308"] = Redirect(308),
        ["201"] = Invalid(() => Fault.Status(201), "201"),
        ["204"] = Invalid(Fault.NoContent, "204"),
        ["206"] = Invalid(() => Fault.Status(206), "206"),
        ["418"] = Invalid(() => Fault.Status(418), "418"),
        ["600"] = Invalid(() => Fault.Status(600), "600"),
        ["empty body"] = Invalid(() => Fault.Garbage(string.Empty), "is empty"),
        ["garbage"] = Invalid(() => Fault.Garbage("no JSON at all"), "neither JSON nor XML"),
        ["broken JSON"] = Invalid(() => Fault.Garbage("{\"MediaContainer\":"), "JSON"),
        ["broken XML"] = Invalid(() => Fault.Garbage("<MediaContainer", "text/xml"), "XML"),
        ["deep JSON"] = Invalid(() => Fault.Garbage(new string('[', 64) + new string(']', 64)), "deep"),
        ["deep XML"] = Invalid(
            () => Fault.Garbage(string.Concat(Enumerable.Repeat("<a>", 64)) + string.Concat(Enumerable.Repeat("</a>", 64))),
            "deep"),
        ["other JSON"] = Invalid(() => Fault.Garbage("{\"other\":1}"), "MediaContainer"),
        ["nothing in the container"] = Invalid(() => Fault.Garbage("{\"MediaContainer\":{}}"), "contains no"),
        ["HTML with 200"] = Invalid(Fault.Html, "HTML page"),
        ["truncated"] = Invalid(() => Fault.Truncate(10), "closed before the response was complete", "Try again"),
        ["closed after the headers"] = Invalid(Fault.DropAfterHeaders, "closed before the response was complete", "Try again"),
        ["endless"] = Invalid(() => Fault.Huge(), "larger than 1024 KiB"),
        ["large when unpacked"] = Invalid(() => Fault.Huge(8 * 1024 * 1024, gzip: true), "larger than 1024 KiB"),
        ["echo of the token"] = Invalid(Fault.Echo, "JSON"),
        ["not HTTP"] = Invalid(() => Fault.Raw("SSH-2.0-server\r\n"), "did not return an HTTP response"),
        ["a header that never ends"] = Invalid(
            () => Fault.Raw("HTTP/1.1 200 OK\r\nX: " + new string('x', 256 * 1024)), "did not return an HTTP response"),
        ["closed without a response"] = new(
            "PlexConnectionFailed", ErrorCategory.ConnectionError, Fault.Drop, "closed without a response", "try https"),
        ["only an interim response"] = new(
            "PlexConnectionFailed",
            ErrorCategory.ConnectionError,
            () => Fault.Raw("HTTP/1.1 103 Early Hints\r\n\r\n"),
            "closed without a response",
            "try https"),
        ["hanging"] = new(
            "PlexTimeout", ErrorCategory.OperationTimeout, Fault.Hang, "within 0.2 seconds", "-TimeoutSec", "-TimeoutSec 0.2"),
        ["dripping"] = new(
            "PlexTimeout",
            ErrorCategory.OperationTimeout,
            () => Fault.Drip(TimeSpan.FromMilliseconds(20)),
            "within 0.2 seconds",
            "-TimeoutSec",
            "-TimeoutSec 0.2"),
    };

    private static Failure Status(int code, string id, ErrorCategory category, string advice) =>
        new(id, category, () => Fault.Status(code), Reason(code), advice);

    private static string Reason(int code) => code switch
    {
        // The rest differs with and without a token.
        401 or 403 => $"({code})",
        _ => $"the server returned {code}",
    };

    private static Failure Redirect(int code) => new(
        "PlexRedirected",
        ErrorCategory.SecurityError,
        () => Fault.Redirect("http://elsewhere.example/path?query=in-the-location", code),
        "to 'http://elsewhere.example/path'; redirects are not followed",
        "If you trust the new address");

    private static Failure Invalid(Func<Fault> fault, string reason, string advice = "Check that") =>
        new("PlexInvalidResponse", ErrorCategory.InvalidData, fault, reason, advice);
}
