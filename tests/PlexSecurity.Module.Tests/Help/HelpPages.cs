using PlexSecurity.Help.Pages;
using PlexSecurity.Module.Tests.Engine;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>The Markdown pages of the help.</summary>
internal static class HelpPages
{
    public const string About = "about_PlexSecurity";

    /// <summary>The root folder of the repository.</summary>
    public static string Root { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PowerShellEngine.BuiltModule)!, "..", ".."));

    /// <summary>The pages of the cmdlets by name.</summary>
    public static IReadOnlyDictionary<string, CommandPage> Commands { get; } = Files()
        .Where(file => Path.GetFileNameWithoutExtension(file) != About)
        .Select(file => CommandPageReader.Read(MarkdownPage.Read(file)))
        .ToDictionary(page => page.Name);

    /// <summary>The names of the cmdlets with a page, as theory data.</summary>
    public static TheoryData<string> Names { get; } = [.. Commands.Keys];

    public static string[] Files() => Directory.GetFiles(Path.Combine(Root, "docs", "en-US"), "*.md");
}
