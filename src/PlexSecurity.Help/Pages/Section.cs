using Markdig.Syntax;

namespace PlexSecurity.Help.Pages;

/// <summary>A heading with what stands under it, up to the next heading of its own or a higher level.</summary>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">The heading's line, from 1.</param>
internal sealed record Section(string Title, int Level, int Line)
{
    /// <summary>The blocks before the first heading below this one.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The headings one level below this one.</summary>
    public List<Section> Sections { get; } = [];
}
