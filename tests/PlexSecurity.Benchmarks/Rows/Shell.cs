namespace PlexSecurity.Benchmarks.Rows;

/// <summary>A whole PowerShell, where one is on the PATH.</summary>
internal static class Shell
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator)
        .Select(static folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    public static string[] Arguments(string script) => ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script];
}
