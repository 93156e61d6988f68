using PlexSecurity.Help.Pages;
using PlexSecurity.Module.Tests.Engine;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>The Markdown pages of the help, as the build reads them.</summary>
internal static class HelpPages
{
    public const string About = "about_PlexSecurity";

    /// <summary>The folder of the project.</summary>
    public static string Root { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PowerShellEngine.BuiltModule)!, "..", ".."));

    /// <summary>The pages of the cmdlets, by their names.</summary>
    public static IReadOnlyDictionary<string, CommandPage> Commands { get; } = Files()
        .Where(file => Path.GetFileNameWithoutExtension(file) != About)
        .Select(file => CommandPageReader.Read(MarkdownPage.Read(file)))
        .ToDictionary(page => page.Name);

    /// <summary>The names of the cmdlets that have a page, as the data of a theory.</summary>
    public static TheoryData<string> Names { get; } = [.. Commands.Keys];

    public static string[] Files() => Directory.GetFiles(Path.Combine(Root, "docs", "en-US"), "*.md");
}
