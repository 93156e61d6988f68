namespace PlexSecurity.Help.Pages;

/// <summary>What holds for a parameter in one parameter set, or in all.</summary>
internal sealed class ParameterSetFacts
{
    /// <summary>The name that stands for every parameter set.</summary>
    public const string All = "(All)";

    public string Name { get; set; } = string.Empty;

    /// <summary>A number from 0, or <c>Named</c>.</summary>
    public string Position { get; set; } = string.Empty;

    public bool IsRequired { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }
}
