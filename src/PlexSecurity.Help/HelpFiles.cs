using System.Text;
using System.Xml;
using PlexSecurity.Help.Output;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Help;

/// <summary>Creates the files for Get-Help from a folder of Markdown pages.</summary>
internal static class HelpFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Creates a MAML file for each cmdlet assembly, and a text file for each about page. The base address of the online pages
    /// has a trailing slash; null if there are none.
    /// </summary>
    /// <exception cref="PageException">A page cannot be converted.</exception>
    public static void Make(string markdownFolder, string outputFolder, string? onlineRoot = null)
    {
        Directory.CreateDirectory(outputFolder);
        string[] files = [.. Directory.EnumerateFiles(markdownFolder, "*.md").Order(StringComparer.Ordinal)];
        List<CommandPage> pages = [];
        foreach (string file in files)
        {
            MarkdownPage page = MarkdownPage.Read(file);
            string text = Path.ChangeExtension(Path.GetFileName(file), ".help.txt");
            if (text.StartsWith("about_", StringComparison.Ordinal))
                File.WriteAllText(Path.Combine(outputFolder, text), AboutText.Make(page), Utf8);
            else
                pages.Add(WithOnlinePage(CommandPageReader.Read(page), onlineRoot));
        }

        foreach (IGrouping<string, CommandPage> assembly in pages.GroupBy(page => page.HelpFile))
            Write(Path.Combine(outputFolder, assembly.Key), assembly);
    }

    /// <summary>Adds the online page as the first link, which Get-Help -Online opens.</summary>
    private static CommandPage WithOnlinePage(CommandPage page, string? root) => root is null
        ? page
        : page with { Links = [new LinkPage("Online Version", $"{root}{page.Name}.md"), .. page.Links] };

    private static void Write(string file, IEnumerable<CommandPage> pages)
    {
        // The output is identical on all systems.
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", Encoding = Utf8 };
        using XmlWriter writer = XmlWriter.Create(file, settings);
        MamlDocument.Make(pages).Save(writer);
    }
}
