namespace PlexSecurity.Http;

/// <summary>The server was not verified through a new connection, so the request was not sent.</summary>
/// <param name="failure">The reason.</param>
internal sealed class VerificationFailedException(PlexException failure) : IOException(failure.Message)
{
    public PlexException Failure => failure;

    /// <summary>Finds the failure in an exception of the handler; null if there is another cause.</summary>
    public static PlexException? FindFailure(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is VerificationFailedException found)
                return found.Failure;
        }

        return null;
    }
}
