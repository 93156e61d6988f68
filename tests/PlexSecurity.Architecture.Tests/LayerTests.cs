namespace PlexSecurity.Architecture.Tests;

/// <summary>Dependencies between the layers of a project go in one direction.</summary>
public sealed class LayerTests
{
    private static readonly LayerRule Core = new(
        "Errors", "Models", "Networking", "Security", "Responses", "Advisories", "Http", "Connections", "ClientIdentity", "");

    private static readonly LayerRule Module = new("Formatting", "Sessions", "Module", "Completers", "Commands");

    private static readonly string[] Projects = ["PlexSecurity.Core", "PlexSecurity"];

    private static readonly LayerRule Example = new("Low", "High", "");

    [Fact]
    public void Each_layer_of_the_core_depends_only_on_lower_layers() =>
        AssertNone(Core.Violations(Repository.Sources("src/PlexSecurity.Core")));

    [Fact]
    public void Each_layer_of_the_module_depends_only_on_lower_layers() =>
        AssertNone(Module.Violations(Repository.Sources("src/PlexSecurity")));

    /// <summary>
    /// Types for scripts are in the namespace PlexSecurity. Cmdlets are public only for PowerShell and follow their folder like
    /// internal types: the class name is part of the FullyQualifiedErrorId of each error.
    /// </summary>
    [Fact]
    public void Types_have_the_namespace_of_their_folder() => AssertNone(
        from project in Projects
        from file in Repository.Sources($"src/{project}")
        let isNamed = file.Layer is not ("Commands" or "Completers") && file.Text.Contains("\npublic ", StringComparison.Ordinal)
        let expected = isNamed || file.Layer.Length == 0 ? "PlexSecurity" : $"PlexSecurity.{file.Layer}"
        where !file.Text.Split('\n').Contains($"namespace {expected};")
        select $"{project}/{file.Path} is not in the namespace {expected}");

    [Theory]
    [InlineData("High/H.cs", "class H { Low.L l; }", "Low/L.cs", "namespace Low { class L; }", null)]
    [InlineData("H.cs", "class H { L l; }", "High/L.cs", "class L;", null)]
    [InlineData("Low/L.cs", "class L { H h; }", "High/H.cs", "class H;", "Low/L.cs uses High/H.cs")]
    [InlineData(
        "Low/L.cs", "class L { int n = H.N; }", "High/H.cs", "class H { public const int N = 1; }", "Low/L.cs uses High/H.cs")]
    [InlineData("Low/L.cs", "class L { string s = nameof(H); }", "High/H.cs", "class H;", "Low/L.cs uses High/H.cs")]
    [InlineData(
        "Low/L.cs",
        "using static H; class L { int n = N; }",
        "High/H.cs",
        "class H { public const int N = 1; }",
        "Low/L.cs uses High/H.cs")]
    [InlineData("Low/L.cs", "class L {\n#if !NET\nH h;\n#endif\n}", "High/H.cs", "class H;", "Low/L.cs uses High/H.cs")]
    [InlineData("Low/L.cs", "class L;", "Other/O.cs", "class O;", "Other/O.cs is in no known layer")]
    public void A_dependency_on_a_higher_layer_is_found(
        string one, string text, string other, string otherText, string? violation)
    {
        string[] found = [.. Example.Violations([new SourceFile(one, text), new SourceFile(other, otherText)])];

        if (violation is null)
            Assert.Empty(found);
        else
            Assert.StartsWith(violation, Assert.Single(found), StringComparison.Ordinal);
    }

    private static void AssertNone(IEnumerable<string> violations) =>
        Assert.True(!violations.Any(), string.Join("\n", violations));
}
