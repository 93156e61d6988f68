using System.Reflection.Metadata;
using System.Text.Json;

namespace PlexSecurity.Release.Tests;

/// <summary>A debugger finds the sources of a release, and the symbols have no paths of the build machine.</summary>
public sealed class SourceLinkTests(Packages packages)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string, string> SymbolFiles()
    {
        TheoryData<string, string> files = [];
        foreach (string build in new[] { "net8.0", "netstandard2.0" })
        {
            files.Add($"PlexSecurity.Core.{Packages.Version}.snupkg", $"lib/{build}/PlexSecurity.Core.pdb");
            files.Add($"PlexSecurity.{Packages.Version}.nupkg", $"bin/{build}/PlexSecurity.Core.pdb");
            files.Add($"PlexSecurity.{Packages.Version}.nupkg", $"bin/{build}/PlexSecurity.pdb");
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(SymbolFiles))]
    public void Every_source_is_in_the_repository_or_in_the_symbols(string package, string file)
    {
        using MemoryStream bytes = new(packages.Content(package)[file]);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
        MetadataReader reader = provider.GetMetadataReader();

        byte[] json = Assert.Single(Information(reader, EntityHandle.ModuleDefinition, SourceLink));
        using JsonDocument map = JsonDocument.Parse(json);
        JsonProperty link = Assert.Single(map.RootElement.GetProperty("documents").EnumerateObject());
        Assert.Equal("/_/*", link.Name);
        Assert.Equal($"https://raw.githubusercontent.com/owner/repository/{packages.Commit}/*", link.Value.GetString());

        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, handle =>
        {
            string name = reader.GetString(reader.GetDocument(handle).Name);
            Assert.StartsWith("/_/", name, StringComparison.Ordinal);
            Assert.True(
                (File.Exists(Path.Combine(Packages.Sources, name["/_/".Length..]))
                    && !name.Contains("/obj/", StringComparison.Ordinal))
                    || Information(reader, handle, EmbeddedSource).Count == 1,
                name);
        });
    }

    private static List<byte[]> Information(MetadataReader reader, EntityHandle owner, Guid kind) =>
    [
        .. from handle in reader.GetCustomDebugInformation(owner)
           let information = reader.GetCustomDebugInformation(handle)
           where reader.GetGuid(information.Kind) == kind
           select reader.GetBlobBytes(information.Value),
    ];
}
