using PlexSecurity.Benchmarks;
using PlexSecurity.Benchmarks.Core;

Paths.ResolveCore();
switch (args)
{
    case [Child.CoreOption, string mode]:
        await CoreChild.RunAsync(mode);
        return 0;
    case ["--soak"]:
        return await Soak.RunAsync();
    case ["--core", .. string[] arguments]:
        ReaderBenchmarks.Run(arguments);
        return 0;
    default:
        if (Options.Parse(args) is Options options)
            return await Table.RunAsync(options);
        Console.Error.WriteLine($"""
            Usage: dotnet run -c Release --project tests/PlexSecurity.Benchmarks [-- OPTIONS | --soak | --core]

            Compares PlexSecurity with other implementations and writes the table to out/benchmarks.md.

              GROUP ...      the groups to measure: {string.Join(", ", Group.All.Select(static group => group.Name))}
              --module PATH  the PlexSecurity.psd1 of another build to compare with
              --rounds N     the number of processes of each kind
              --soak         22,000 calls through one session while the server fails at random; writes out/soak.md
              --core         BenchmarkDotNet benchmarks of reading a response, with its options: --core --filter *Xml*
            """);
        return 2;
}
