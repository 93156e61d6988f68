using System.Collections.Concurrent;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace PlexSecurity.Benchmarks.Soak;

/// <summary>Takes what came of each call, from any runspace, and compares it with what was asked.</summary>
public sealed class Outcomes
{
    private readonly ConcurrentDictionary<string, int> _questions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private int _answers;
    private int _wrong;
    private int _lost;

    /// <summary>Answers that belong to their question.</summary>
    public int Answers => _answers;

    /// <summary>Answers that belong to another question, or came twice.</summary>
    public int Wrong => _wrong;

    /// <summary>Calls from which nothing came, or more than one thing.</summary>
    public int Lost => _lost + _questions.Values.Count(static times => times != 1);

    /// <summary>How many errors came of each kind.</summary>
    public IReadOnlyDictionary<string, int> Errors => _errors;

    /// <summary>Notes that a source will be asked for.</summary>
    /// <param name="source">The source.</param>
    /// <returns>The source.</returns>
    public string Ask(string source)
    {
        _questions[source] = 0;
        return source;
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="source">The source that is said to be answered.</param>
    /// <param name="name">Its name.</param>
    /// <param name="token">Its token.</param>
    public void Answer(string source, string name, SecureString token)
    {
        string text = new NetworkCredential(string.Empty, token).Password;
        Count(name == Expected.Name(source) && text == Expected.Token(source));
        Close(source);
    }

    /// <summary>Takes a token, which must be one that came to nobody else.</summary>
    /// <param name="token">The token.</param>
    public void Token(string token) => Count(token.StartsWith("transient-", StringComparison.Ordinal) && _tokens.TryAdd(token, true));

    /// <summary>Takes an error.</summary>
    /// <param name="error">The error, whose target is the source that was asked for, or the text of a session.</param>
    public void Error(ErrorRecord error)
    {
        string id = error.FullyQualifiedErrorId.Split(',')[0];
        _errors.AddOrUpdate(id, 1, static (_, count) => count + 1);
        if (error.TargetObject is string target && _questions.ContainsKey(target))
            Close(target);
    }

    /// <summary>Notes how many calls a pipeline of tokens was to make and how many outcomes it had.</summary>
    /// <param name="asked">The calls.</param>
    /// <param name="came">Tokens and errors.</param>
    public void Compare(int asked, int came) => Interlocked.Add(ref _lost, Math.Abs(asked - came));

    private void Count(bool right) => Interlocked.Increment(ref right ? ref _answers : ref _wrong);

    private void Close(string source) => _questions.AddOrUpdate(source, -1, static (_, times) => times + 1);
}
