using System.Runtime.InteropServices;

namespace PlexSecurity.Benchmarks;

/// <summary>Writes Markdown to the console and to a file.</summary>
internal static class Report
{
    /// <summary>Writes lines below a title and a description of this machine.</summary>
    public static void Write(string title, string file, IEnumerable<string> lines)
    {
        const string Processors = "/proc/cpuinfo";
        string? processor = File.Exists(Processors)
            ? File.ReadLines(Processors).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        string[] machine =
        [
            processor?.Split(':')[^1].Trim() ?? "unknown processor", $"{Environment.ProcessorCount} cores",
            RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, $"PowerShell {Paths.PowerShellVersion}",
            FormattableString.Invariant($"{DateTime.UtcNow:yyyy-MM-dd}"),
        ];
        string text = string.Join('\n', [$"# {title}", "", string.Join("; ", machine), "", .. lines, ""]);
        string path = Path.Combine(Directory.CreateDirectory(Paths.Output).FullName, file);
        File.WriteAllText(path, text);
        Console.WriteLine($"\n{text}\nWritten to {Path.GetRelativePath(Environment.CurrentDirectory, path)}.");
    }
}
