namespace PlexSecurity.Benchmarks;

/// <summary>A row of the table: a value and a reference from the same run. The target is the maximum ratio.</summary>
internal sealed record Row(
    string What, Func<Measurements, double> Value, string ReferenceName, Func<Measurements, double> Reference,
    Func<double, string> Format, double? Target = null)
{
    public Row(
        string what, string value, string referenceName, string reference, Func<double, string> format, double? target = null)
        : this(what, measured => measured[value], referenceName, measured => measured[reference], format, target)
    {
    }

    public bool IsMissed(Measurements measured) => Value(measured) / Reference(measured) > Target;

    public string Markdown(Measurements measured)
    {
        double value = Value(measured), reference = Reference(measured);
        string verdict = Target is double target ? $"≤ {Number(target)} | {(IsMissed(measured) ? "missed" : "met")}" : "|";
        return $"| {What} | {Format(value)} | {ReferenceName}: {Format(reference)} | {Number(value / reference)} | {verdict} |";
    }

    public static string Time(double ms) => ms >= 1000 ? Number(ms / 1000) + " s" : Number(ms) + " ms";

    public static string Bytes(double bytes) =>
        bytes >= 1 << 20 ? Number(bytes / (1 << 20)) + " MiB" : Number(bytes / 1024) + " KiB";

    public static string Count(double value) => FormattableString.Invariant($"{value:#,0}");

    /// <summary>Formats a number with three digits.</summary>
    public static string Number(double value) => FormattableString.Invariant(
        Math.Abs(value) switch { >= 100 => $"{value:0}", >= 10 => $"{value:0.0}", _ => $"{value:0.00}" });
}
