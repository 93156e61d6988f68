namespace PlexSecurity.Simulator;

/// <summary>Writes a file that only its owner can read, and that is never seen half written.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        string whole = Path.GetFullPath(path);
        string draft = $"{whole}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.Write(text);
        File.Move(draft, whole, overwrite: true);
    }
}
