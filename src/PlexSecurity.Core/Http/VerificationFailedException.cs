namespace PlexSecurity.Http;

/// <summary>The server was not verified through a new connection, so the request was not sent.</summary>
internal sealed class VerificationFailedException(PlexException failure) : IOException(failure.Message)
{
    public PlexException Failure => failure;
}
