using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PlexSecurity.Benchmarks;

/// <summary>The table, on the screen and as Markdown.</summary>
internal static class Report
{
    public static void Write(IReadOnlyList<Row> rows)
    {
        StringBuilder text = new();
        text.AppendLine("| what | PlexSecurity | beside it, in the same run | ratio | target | |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (Row row in rows)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.What} | {row.Ours} | {row.Beside} | {Row.Number(row.Ratio)}{row.Unit} | {row.Bound} | {row.Verdict} |");
        }

        Write("Benchmarks", "benchmarks.md", text.ToString());
    }

    /// <summary>Writes Markdown under a title and the line about this machine.</summary>
    public static void Write(string title, string file, string body)
    {
        string text = $"# {title}\n\n{Machine()}\n\n{body}";
        Directory.CreateDirectory(Places.Output);
        string path = Path.Combine(Places.Output, file);
        File.WriteAllText(path, text);
        Console.WriteLine();
        Console.WriteLine(text);
        Console.WriteLine($"Written to {Path.GetRelativePath(Environment.CurrentDirectory, path)}.");
    }

    private static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; {DateTime.UtcNow:yyyy-MM-dd}.");

    private static string Processor()
    {
        const string Key = "model name";
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(static text => text.StartsWith(Key, StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line?.Split(':')[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
