namespace PlexSecurity.Help;

/// <summary>A page that cannot be made help of, with the place and the reason.</summary>
internal sealed class PageException(string file, int line, string message, Exception? inner = null) : Exception(message, inner)
{
    public string File { get; } = file;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
