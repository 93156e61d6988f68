namespace PlexSecurity.Http;

/// <summary>A new connection was not identified, so the request that needed it was not sent.</summary>
/// <param name="failure">Why.</param>
internal sealed class QuestionFailedException(PlexException failure) : IOException(failure.Message)
{
    public PlexException Failure => failure;

    /// <summary>The failure behind an exception of the handler; null where it has another cause.</summary>
    public static PlexException? Behind(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is QuestionFailedException question)
                return question.Failure;
        }

        return null;
    }
}
