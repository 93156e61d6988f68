using PlexSecurity.Responses;

namespace PlexSecurity.Http;

/// <summary>A parsed response.</summary>
internal sealed class PlexResponse(
    ResponseElement root,
    ExchangeContext exchange,
    int attempts,
    Func<ResponseException, PlexException> fail)
{
    /// <summary>The number of requests that were sent, including retries.</summary>
    public int Attempts => attempts;

    public ExchangeContext Exchange => exchange;

    /// <summary>Maps the response to a model. Other exceptions of the mapper are not caught.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidResponse"/>: a part is missing or not valid.</exception>
    public T Map<T>(Func<ResponseElement, T> mapper)
    {
        try
        {
            return mapper(root);
        }
        catch (ResponseException fault)
        {
            throw fail(fault).After(attempts);
        }
    }
}
