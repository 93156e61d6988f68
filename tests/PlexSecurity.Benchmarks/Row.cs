namespace PlexSecurity.Benchmarks;

/// <summary>A row of the table: a value over a reference of the same run.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">Its value.</param>
/// <param name="Beside">What was measured beside it.</param>
/// <param name="Reference">The value of that.</param>
/// <param name="Format">How to write both.</param>
/// <param name="Target">The highest ratio allowed, or null if there is no target.</param>
internal sealed record Row(
    string What,
    Func<Measurements, double> Value,
    string Beside,
    Func<Measurements, double> Reference,
    Func<double, string> Format,
    double? Target = null)
{
    public Row(string what, string value, string beside, string reference, Func<double, string> format, double? target = null)
        : this(what, measured => measured[value], beside, measured => measured[reference], format, target)
    {
    }

    public bool IsMissed(Measurements measured) => Value(measured) / Reference(measured) > Target;

    public string Markdown(Measurements measured)
    {
        double value = Value(measured), reference = Reference(measured);
        string verdict = Target is double target ? $"≤ {Number(target)} | {(IsMissed(measured) ? "missed" : "met")}" : "|";
        return $"| {What} | {Format(value)} | {Beside}: {Format(reference)} | {Number(value / reference)} | {verdict} |";
    }

    public static string Time(double milliseconds) => milliseconds >= 1000 ? Number(milliseconds / 1000) + " s" : Number(milliseconds) + " ms";

    public static string Kibibytes(double bytes) => Number(bytes / 1024) + " KiB";

    public static string Mebibytes(double bytes) => Number(bytes / 1024 / 1024) + " MiB";

    public static string Count(double value) => FormattableString.Invariant($"{value:#,0}");

    /// <summary>Three digits.</summary>
    public static string Number(double value) => FormattableString.Invariant(
        Math.Abs(value) switch { >= 100 => $"{value:0}", >= 10 => $"{value:0.0}", _ => $"{value:0.00}" });
}
