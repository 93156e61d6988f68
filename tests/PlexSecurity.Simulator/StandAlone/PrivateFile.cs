namespace PlexSecurity.Simulator;

/// <summary>Writes a file that only its owner can read. Readers never see a partial file.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        string target = Path.GetFullPath(path);
        string draft = $"{target}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.Write(text);
        File.Move(draft, target, overwrite: true);
    }
}
