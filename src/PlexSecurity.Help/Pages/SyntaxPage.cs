namespace PlexSecurity.Help.Pages;

/// <summary>One parameter set as the syntax shows it.</summary>
/// <param name="Name">The parameter set.</param>
/// <param name="IsDefault">Whether it is the default one.</param>
/// <param name="Text">The whole syntax in one line.</param>
/// <param name="Parameters">The parameters in their order, each with the short name of its type; null for a switch.</param>
internal sealed record SyntaxPage(
    string Name,
    bool IsDefault,
    string Text,
    IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    /// <summary>The name of the only parameter set of a cmdlet that declares none.</summary>
    public const string OnlySet = "__AllParameterSets";
}
