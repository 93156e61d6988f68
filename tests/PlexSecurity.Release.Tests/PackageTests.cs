using System.Text;
using System.Text.Json;

namespace PlexSecurity.Release.Tests;

/// <summary>The content of the packages.</summary>
public sealed class PackageTests(Packages packages)
{
    private const string Module = $"PlexSecurity.{Packages.Version}.nupkg";
    private const string Core = $"PlexSecurity.Core.{Packages.Version}.nupkg";
    private const string Symbols = $"PlexSecurity.Core.{Packages.Version}.snupkg";

    [Theory]
    [InlineData(Module)]
    [InlineData(Core)]
    [InlineData(Symbols)]
    public void Builds_in_two_folders_are_identical(string package) => Assert.Equal(
        File.ReadAllBytes(packages.File(package)),
        File.ReadAllBytes(Path.Combine(packages.Second, "out", package)));

    [Fact]
    public void The_core_package_has_exactly_these_files() => Assert.Equal(
        [
            "LICENSE",
            "PlexSecurity.Core.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "lib/net8.0/PlexSecurity.Core.dll",
            "lib/net8.0/PlexSecurity.Core.xml",
            "lib/netstandard2.0/PlexSecurity.Core.dll",
            "lib/netstandard2.0/PlexSecurity.Core.xml",
        ],
        packages.Content(Core).Keys.Where(IsOurs).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Module)]
    [InlineData(Core)]
    public void A_package_has_its_version_license_and_commit(string package)
    {
        string text = Encoding.UTF8.GetString(
            packages.Content(package).Single(file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);

        Assert.Contains($"<version>{Packages.Version}</version>", text, StringComparison.Ordinal);
        Assert.Contains("<license type=", text, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", text, StringComparison.Ordinal);
        Assert.Contains($"<projectUrl>{Packages.Repository}</projectUrl>", text, StringComparison.Ordinal);
        Assert.Contains($"url=\"{Packages.Repository}\" commit=\"{packages.Commit}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_netstandard_build_has_a_dependency()
    {
        string text = Encoding.UTF8.GetString(packages.Content(Core)["PlexSecurity.Core.nuspec"]);

        Assert.Equal(1, text.Split("<dependency ").Length - 1);
        Assert.Contains("<dependency id=\"System.Text.Json\"", text, StringComparison.Ordinal);
        Assert.Contains("<group targetFramework=\"net8.0\" />", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_third_party_assembly_has_its_notice()
    {
        IReadOnlyDictionary<string, byte[]> module = packages.Content(Module);
        string notices = Encoding.UTF8.GetString(module["THIRD-PARTY-NOTICES.txt"]);
        string[] others =
        [
            .. module.Keys.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(Path.GetFileName)
                .Where(file => !file!.StartsWith("PlexSecurity", StringComparison.Ordinal))!,
        ];

        Assert.NotEmpty(others);
        Assert.All(others, file =>
            Assert.Contains($"    {file}\n", notices.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Contains(
            "License notice", Encoding.UTF8.GetString(module["DOTNET-THIRD-PARTY-NOTICES.txt"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_SBOM_lists_exactly_the_shipped_packages()
    {
        string[] Components(string name)
        {
            using JsonDocument list = JsonDocument.Parse(File.ReadAllBytes(packages.File(name)));
            JsonElement component = list.RootElement.GetProperty("metadata").GetProperty("component");
            Assert.Equal(Packages.Version, component.GetProperty("version").GetString());
            JsonElement.ArrayEnumerator parts = list.RootElement.GetProperty("components").EnumerateArray();
            return [.. parts.Select(part => part.GetProperty("name").GetString()!).Order()];
        }

        string[] shipped =
        [
            .. packages.Content(Module).Keys.Where(file => file.EndsWith(".dll", StringComparison.Ordinal))
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => !name.StartsWith("PlexSecurity", StringComparison.Ordinal)).Order(),
        ];
        Assert.Equal(shipped, Components($"PlexSecurity.Core.{Packages.Version}.cdx.json"));
        Assert.Equal(shipped, Components($"PlexSecurity.{Packages.Version}.cdx.json"));
    }

    [Fact]
    public async Task The_manifest_is_valid_and_names_the_release_and_the_repository()
    {
        CommandResult shell = await Command.PowerShellAsync(packages.First, Packages.Variables, """
            $manifest = Test-ModuleManifest out/PlexSecurity/PlexSecurity.psd1 -ErrorVariable problems -WarningVariable +problems
            $data = $manifest.PrivateData.PSData
            @($problems).Count, "$($manifest.Version)-$($data.Prerelease)"
            $data.ProjectUri, $data.LicenseUri, $data.ReleaseNotes -join "`n"
            Import-Module ./out/PlexSecurity
            (Get-Command Get-PlexSource).HelpUri
            """);

        string files = $"{Packages.Repository}/blob/v{Packages.Version}";
        Assert.Equal(
            ["0", Packages.Version, Packages.Repository, $"{files}/LICENSE", $"{files}/CHANGELOG.md",
                $"{files}/docs/en-US/Get-PlexSource.md"],
            shell.Succeeded().Trim().Split('\n'));
    }

    /// <summary>Whether a file is not part of the package format itself.</summary>
    private static bool IsOurs(string file) =>
        file is not ("_rels/.rels" or "[Content_Types].xml") && !file.StartsWith("package/", StringComparison.Ordinal);
}
