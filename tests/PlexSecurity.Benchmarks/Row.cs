using System.Globalization;

namespace PlexSecurity.Benchmarks;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">The figure of PlexSecurity.</param>
/// <param name="Beside">What was measured beside it, and its figure.</param>
/// <param name="Ratio">The first over the second, or what the line is about.</param>
/// <param name="Target">The bound, or null where the line is only told.</param>
/// <param name="AtLeast">Whether the bound is a lower one.</param>
/// <param name="Unit">The unit of ratio and bound; none for a ratio.</param>
internal sealed record Row(
    string What,
    string Ours,
    string Beside,
    double Ratio,
    double? Target = null,
    bool AtLeast = false,
    string Unit = "")
{
    public bool IsMissed => Target is double target && (AtLeast ? Ratio < target : Ratio > target);

    public string Bound => Target is double target ? (AtLeast ? "≥ " : "≤ ") + Number(target) + Unit : "";

    public string Verdict => Target is null ? "" : IsMissed ? "missed" : "met";

    public static Row Of(string what, double ours, string beside, double reference, double? target = null) =>
        new(what, Milliseconds(ours), $"{beside}: {Milliseconds(reference)}", ours / reference, target);

    public static string Milliseconds(double value) =>
        value >= 1000 ? Number(value / 1000) + " s" : Number(value) + " ms";

    public static string Megabytes(double bytes) => Number(bytes / 1024 / 1024) + " MiB";

    public static string Number(double value)
    {
        double size = Math.Abs(value);
        return value.ToString(size >= 100 ? "0" : size >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
    }
}
