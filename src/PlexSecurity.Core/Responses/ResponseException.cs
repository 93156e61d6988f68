namespace PlexSecurity.Responses;

/// <summary>
/// A response that cannot be used. The message says what is wrong with its shape and never quotes it: a response may contain a
/// token. For the same reason the parsers' own exceptions are not kept.
/// </summary>
internal sealed class ResponseException(string message) : Exception(message);
