using BenchmarkDotNet.Running;
using PlexSecurity.Benchmarks;
using PlexSecurity.Benchmarks.Children;
using PlexSecurity.Benchmarks.Core;
using PlexSecurity.Benchmarks.Rows;
using PlexSecurity.Benchmarks.Soak;

Places.UseCoreOfModule();
switch (args)
{
    case [Child.Option, string mode, .. string[] arguments]:
        ChildModes.Run(mode, arguments);
        return 0;
    case ["--soak"]:
        return await SoakRun.RunAsync();
    case ["--core", .. string[] arguments]:
        // Without options it would ask which.
        BenchmarkSwitcher.FromTypes(CoreConfig.Benchmarks).Run(arguments is [] ? ["--filter", "*"] : arguments, new CoreConfig());
        return 0;
    default:
        if (Array.TrueForAll(args, Table.Has))
            return await Table.RunAsync(args);
        Console.Error.WriteLine($"""
            Usage: dotnet run -c Release --project tests/PlexSecurity.Benchmarks [-- GROUPS | --soak | --core]

            Measures PlexSecurity beside the other ways to do the same, and writes the table to out/benchmarks.md.
            Where pwsh is on the PATH there are lines with Invoke-RestMethod as well.

              GROUPS   some of {Table.Names}
              --soak   20,000 calls through one session while the server fails at random; out/soak.md
              --core   the core by BenchmarkDotNet, which takes its own options: --core --filter *Reader*
            """);
        return 2;
}
