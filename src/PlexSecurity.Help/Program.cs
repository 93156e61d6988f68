using PlexSecurity.Help;
using PlexSecurity.Help.Pages;

if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: PlexSecurity.Help MARKDOWN-FOLDER OUTPUT-FOLDER");
    return 2;
}

try
{
    HelpFiles.Make(args[0], args[1]);
    return 0;
}
catch (PageException fault)
{
    // The form in which the build takes up errors, with the place in the page.
    Console.Error.WriteLine($"{fault.File}({fault.Line}): error HELP: {fault.Message}");
    return 1;
}
