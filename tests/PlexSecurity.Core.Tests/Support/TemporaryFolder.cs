namespace PlexSecurity.Core.Tests.Support;

/// <summary>A temporary folder with the path of a configuration folder, which does not exist yet.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("plexsecurity-tests-").FullName;

    public string Configuration => Path.Combine(Root, "config", "PlexSecurity");

    public string IdentifierFile => Path.Combine(Configuration, "client-identifier");

    /// <summary>Writes the file of the identifier.</summary>
    public void Write(string content)
    {
        Directory.CreateDirectory(Configuration);
        File.WriteAllText(IdentifierFile, content);
    }

    public PlexClientIdentifier Resolve() => PlexClientIdentifier.Resolve(null, null, Configuration);

    /// <summary>The files below the root, with their content.</summary>
    public IReadOnlyDictionary<string, string> Files() => Directory
        .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllText);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
