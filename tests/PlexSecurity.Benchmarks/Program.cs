using PlexSecurity.Benchmarks;
using PlexSecurity.Benchmarks.Children;
using PlexSecurity.Benchmarks.Rows;

Places.UseCoreOfModule();
switch (args)
{
    case []:
        return await Table.RunAsync();
    case [Child.Option, string mode, .. string[] arguments]:
        ChildModes.Run(mode, arguments);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project tests/PlexSecurity.Benchmarks

            Measures PlexSecurity beside the other ways to do the same, and writes the table to out/benchmarks.md.
            Where pwsh is on the PATH there are lines with Invoke-RestMethod as well.
            """);
        return 2;
}
