namespace PlexSecurity.Benchmarks;

/// <summary>A folder that ends with the run.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("PlexSecurity-");

    public string Combine(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
