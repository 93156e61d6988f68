using System.Globalization;

namespace PlexSecurity.Benchmarks;

/// <summary>The output of processes, lines of a name and a number, by kind of process and name, such as "job/wall".</summary>
internal sealed class Measurements
{
    private readonly Dictionary<string, List<double>> _values = [];

    public IEnumerable<string> Names => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>The median.</summary>
    public double this[string name]
    {
        get
        {
            double[] sorted = [.. _values.GetValueOrDefault(name, []).Order()];
            if (sorted is [])
                throw new InvalidDataException($"No process printed '{name}'.");
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>The sum; 0 if there is no such name.</summary>
    public double Sum(string name) => _values.GetValueOrDefault(name, []).Sum();

    public void Add(string kind, string output)
    {
        foreach (string line in output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ');
            double value = double.Parse(parts[1], CultureInfo.InvariantCulture);
            if (!_values.TryAdd($"{kind}/{parts[0]}", [value]))
                _values[$"{kind}/{parts[0]}"].Add(value);
        }
    }
}
