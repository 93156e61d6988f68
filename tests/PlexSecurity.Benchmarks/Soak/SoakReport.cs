using System.Globalization;
using System.Text;
using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Soak;

/// <summary>What the soak was, what came of it, and whether that is what has to come.</summary>
internal static class SoakReport
{
    /// <summary>Faults that one cannot get past by asking again: each is one error of this kind.</summary>
    private static readonly (string Error, string[] Faults)[] Final =
    [
        ("PlexInvalidResponse", ["drop-after-headers", "truncate", "html"]),
        ("PlexTimeout", ["hang"]),
        ("PlexConnectionFailed", [RandomFaults.DroppedMint]),
    ];

    private const double HeapAllowance = 4 * 1024 * 1024;

    public static int Write(int calls, RandomFaults faults, int peakConnections, Figures figures)
    {
        double errors = figures.NamesWith("error-").Sum(figures.Sum);
        List<(string Check, string Figure, bool Good)> checks =
        [
            ("answers that belong to another question", Whole(figures.Sum("wrong")), figures.Sum("wrong") == 0),
            ("calls from which nothing came, or two things", Whole(figures.Sum("lost")), figures.Sum("lost") == 0),
            ("answers and errors together", $"{Whole(figures.Sum("answers"))} + {Whole(errors)} of {Whole(calls)}", figures.Sum("answers") + errors == calls),
            ("connections to the server at once, at most", Whole(peakConnections), peakConnections <= calls),
            ("sockets open before and after", $"{Whole(figures["sockets-before"])} and {Whole(figures["sockets-after"])}", figures["sockets-after"] <= 64),
            ("sockets open after Disconnect-PlexServer", Whole(figures["sockets-end"]), figures["sockets-end"] == 0),
            (
                "live memory before and after",
                $"{Row.Megabytes(figures["heap-before"])} and {Row.Megabytes(figures["heap-after"])}",
                figures["heap-after"] - figures["heap-before"] <= HeapAllowance),
        ];
        foreach ((string error, string[] causes) in Final)
        {
            int struck = causes.Sum(cause => faults[cause]);
            double came = figures.Sum("error-" + error);
            checks.Add(($"{error} for {string.Join(", ", causes)}", $"{Whole(came)} for {Whole(struck)}", came == struck));
        }

        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Whole(calls)} calls in {faults.Requests} requests; the timed part took {Row.Number(figures["seconds"])} seconds.\n");
        text.AppendLine("| fault | times |\n| --- | --- |");
        foreach (string name in RandomFaults.Names)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {faults[name]} |");
        text.AppendLine("\n| error | times |\n| --- | --- |");
        foreach (string name in figures.NamesWith("error-"))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name["error-".Length..]} | {Whole(figures.Sum(name))} |");
        text.AppendLine("\n| what has to hold | figure | |\n| --- | --- | --- |");
        foreach ((string check, string figure, bool good) in checks)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {check} | {figure} | {(good ? "holds" : "FAILS")} |");
        Report.Write("Soak", "soak.md", text.ToString());
        return checks.TrueForAll(static check => check.Good) ? 0 : 1;
    }

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
