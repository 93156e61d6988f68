namespace PlexSecurity.Http;

/// <summary>
/// A request with a token needs a new connection, and an earlier one was lost since the server said who it is. The handler
/// connects and sends again by itself; this stops it before anything is sent.
/// </summary>
internal sealed class UnverifiedConnectionException()
    : IOException("The connection was lost, and the server must say again who it is.")
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
