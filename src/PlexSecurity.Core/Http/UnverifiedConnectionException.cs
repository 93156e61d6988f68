namespace PlexSecurity.Http;

/// <summary>A request with a token was assigned to a connection that cannot be verified. Nothing was sent.</summary>
internal sealed class UnverifiedConnectionException() : IOException("The server was not identified through this connection.")
{
    public static bool IsCauseOf(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is UnverifiedConnectionException)
                return true;
        }

        return false;
    }
}
