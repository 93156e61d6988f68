using System.Text;
using System.Xml;
using PlexSecurity.Help.Output;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Help;

/// <summary>Creates the files for Get-Help from a folder of Markdown pages.</summary>
internal static class HelpFiles
{
    private const string AboutPrefix = "about_";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Creates a MAML file for each cmdlet assembly and a text file for each about page.</summary>
    /// <param name="markdownFolder">The folder of the pages.</param>
    /// <param name="outputFolder">The folder of the files, created if missing.</param>
    /// <param name="onlineRoot">The online address of the pages, with a slash at the end; null without one.</param>
    /// <exception cref="PageException">A page cannot be converted.</exception>
    public static void Make(string markdownFolder, string outputFolder, string? onlineRoot = null)
    {
        Directory.CreateDirectory(outputFolder);
        string[] files = [.. Directory.EnumerateFiles(markdownFolder, "*.md").Order(StringComparer.Ordinal)];
        List<CommandPage> pages = [];
        foreach (string file in files)
        {
            MarkdownPage page = MarkdownPage.Read(file);
            if (Path.GetFileName(file).StartsWith(AboutPrefix, StringComparison.Ordinal))
                File.WriteAllText(TextFile(outputFolder, file), AboutText.Make(page), Utf8);
            else
                pages.Add(WithOnlinePage(CommandPageReader.Read(page), onlineRoot));
        }

        foreach (IGrouping<string, CommandPage> assembly in pages.GroupBy(page => page.HelpFile))
            Write(Path.Combine(outputFolder, assembly.Key), assembly);
    }

    /// <summary>Adds the link that Get-Help -Online opens: the first one with an address.</summary>
    private static CommandPage WithOnlinePage(CommandPage page, string? root) => root is null
        ? page
        : page with { Links = [new LinkPage("Online Version", $"{root}{page.Name}.md"), .. page.Links] };

    private static string TextFile(string folder, string page) =>
        Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(page), ".help.txt"));

    private static void Write(string file, IEnumerable<CommandPage> pages)
    {
        // The output is identical on every system.
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", Encoding = Utf8 };
        using XmlWriter writer = XmlWriter.Create(file, settings);
        MamlDocument.Make(pages).Save(writer);
    }
}
