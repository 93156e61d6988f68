using PlexSecurity.Responses;

namespace PlexSecurity.Http;

/// <summary>A response that was read, to be mapped by the client.</summary>
internal sealed class PlexResponse(
    ResponseElement root,
    ExchangeContext exchange,
    int attempts,
    Func<ResponseException, PlexException> fail)
{
    /// <summary>How many requests were sent for it.</summary>
    public int Attempts => attempts;

    public ExchangeContext Exchange => exchange;

    /// <summary>Maps the response to a model. A fault of the mapper itself passes through as it is.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidResponse"/>: a part is missing or not usable.</exception>
    public T Map<T>(Func<ResponseElement, T> mapper)
    {
        try
        {
            return mapper(root);
        }
        catch (ResponseException fault)
        {
            PlexException failure = fail(fault);
            failure.Attempts = attempts;
            throw failure;
        }
    }
}
