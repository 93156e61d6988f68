using System.Globalization;
using PlexSecurity.Benchmarks.Soak;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>What a child can be asked to measure.</summary>
internal static class ChildModes
{
    public static void Run(string mode, string[] arguments)
    {
        switch (mode)
        {
            case "import": Cold.Import(arguments[0]); break;
            case "job": Cold.Job(); break;
            case "bare-job": Cold.BareJob(); break;
            case "core": Cold.Core(); break;
            case "bare": Cold.Bare(); break;
            case "core-tls": Cold.CoreOverTls(); break;
            case "bare-tls": Cold.BareOverTls(); break;
            case "tokens": Warm.Tokens(Whole(arguments[0])); break;
            case "allocation": Warm.Allocation(Whole(arguments[0])); break;
            case "sources": Many.Sources(Whole(arguments[0]), Whole(arguments[1])); break;
            case "memory": Many.Memory(Whole(arguments[0])); break;
            case "best": Addresses.Best(Whole(arguments[0])); break;
            case "scale": Addresses.Scale(Whole(arguments[0]), Whole(arguments[1]), double.Parse(arguments[2], CultureInfo.InvariantCulture)); break;
            case "soak": SoakWorkers.Run(Whole(arguments[0]), Whole(arguments[1]), Whole(arguments[2])); break;
            default: throw new ArgumentException($"There is no child '{mode}'.");
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
