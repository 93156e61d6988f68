using Markdig.Syntax;

namespace PlexSecurity.Help.Pages;

/// <summary>A parameter: its name without the dash, what it is for, and the facts.</summary>
internal sealed record ParameterPage(string Name, IReadOnlyList<Block> Description, ParameterFacts Facts)
{
    /// <summary>The facts for a parameter set, or null where the parameter is not in it.</summary>
    public ParameterSetFacts? In(string set) =>
        Facts.ParameterSets.Find(facts => facts.Name == set || facts.Name == ParameterSetFacts.All);
}
