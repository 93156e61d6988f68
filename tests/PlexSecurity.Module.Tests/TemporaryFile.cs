namespace PlexSecurity.Module.Tests;

/// <summary>A path in a new private folder, which is deleted at the end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("PlexSecurity-");

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "file");

    public void Dispose() => _folder.Delete(recursive: true);
}
