using Markdig.Syntax;

namespace PlexSecurity.Help.Pages;

/// <summary>A type that a cmdlet takes or gives.</summary>
internal sealed record TypePage(string Name, IReadOnlyList<Block> Description);
