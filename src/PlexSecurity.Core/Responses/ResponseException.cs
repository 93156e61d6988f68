namespace PlexSecurity.Responses;

/// <summary>
/// A response is not valid. The message describes the fault without a part of the response, which may contain a token. For the
/// same reason, the exceptions of the parsers are not kept.
/// </summary>
internal sealed class ResponseException(string message) : Exception(message);
