namespace PlexSecurity.Http;

/// <summary>The server was not verified through a new connection, so the request was not sent.</summary>
/// <param name="failure">The reason.</param>
internal sealed class VerificationFailedException(PlexException failure) : IOException(failure.Message)
{
    public PlexException Failure => failure;
}
