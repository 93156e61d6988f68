namespace PlexSecurity.Core.Tests.Support;

/// <summary>A folder for one test, with the place of a configuration folder in it, which is not made yet.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("plexsecurity-tests-").FullName;

    public string Configuration => Path.Combine(Root, "config", "PlexSecurity");

    public string IdentifierFile => Path.Combine(Configuration, "client-identifier");

    /// <summary>Puts a file in the identifier's place.</summary>
    public void Write(string content)
    {
        Directory.CreateDirectory(Configuration);
        File.WriteAllText(IdentifierFile, content);
    }

    public PlexClientIdentifier Resolve() => PlexClientIdentifier.Resolve(null, null, Configuration);

    /// <summary>What is below the root: each file with its content.</summary>
    public IReadOnlyDictionary<string, string> Files() => Directory
        .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllText);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
