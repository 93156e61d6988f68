using PlexSecurity.Help;
using PlexSecurity.Help.Pages;

if (args.Length is not (2 or 3))
{
    Console.Error.WriteLine("Usage: PlexSecurity.Help MARKDOWN-FOLDER OUTPUT-FOLDER [ADDRESS-OF-THE-PAGES]");
    return 2;
}

try
{
    HelpFiles.Make(args[0], args[1], args.ElementAtOrDefault(2));
    return 0;
}
catch (PageException fault)
{
    // The error format of MSBuild, with the position in the page.
    Console.Error.WriteLine($"{fault.File}({fault.Line}): error HELP: {fault.Message}");
    return 1;
}
