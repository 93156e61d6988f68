using System.Globalization;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>The figures of one process: each line of its output is a name and a number.</summary>
internal sealed class Figures
{
    private readonly Dictionary<string, List<double>> _values = [];

    public double this[string name] => Median.Of(All(name));

    public IReadOnlyList<double> All(string name) =>
        _values.TryGetValue(name, out List<double>? values) ? values : throw new InvalidDataException($"The process gave no '{name}'.");

    /// <summary>The sum of what has the name; 0 where nothing has.</summary>
    public double Sum(string name) => _values.TryGetValue(name, out List<double>? values) ? values.Sum() : 0;

    public IEnumerable<string> NamesWith(string prefix) =>
        _values.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static void Write(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));

    public void Add(string line)
    {
        string[] parts = line.Split(' ', 2);
        if (parts.Length != 2 || !double.TryParse(parts[1], CultureInfo.InvariantCulture, out double value))
            return;
        if (!_values.TryGetValue(parts[0], out List<double>? values))
            _values[parts[0]] = values = [];
        values.Add(value);
    }

    public void Add(Figures other)
    {
        foreach ((string name, List<double> values) in other._values)
        {
            if (!_values.TryAdd(name, [.. values]))
                _values[name].AddRange(values);
        }
    }
}
