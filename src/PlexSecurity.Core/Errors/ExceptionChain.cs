namespace PlexSecurity.Errors;

/// <summary>An exception and its inner exceptions, the outermost first.</summary>
internal static class ExceptionChain
{
    public static IEnumerable<Exception> Of(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
            yield return e;
    }
}
