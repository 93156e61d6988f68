using System.Text.RegularExpressions;
using PlexSecurity.Simulator;

namespace PlexSecurity.Release.Tests;

/// <summary>The C# example of the README in a program that references only the package.</summary>
public sealed partial class ExampleTests(Packages packages)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PlexSecurity.Core" Version="VERSION" />
          </ItemGroup>
        </Project>
        """;

    private const string Check = """

        Console.WriteLine($"{token.Type} {token.Token.Length} {source.Name} {source.Connections.Count}");
        """;

    [Fact]
    public void Both_readmes_have_the_same_example() =>
        Assert.Equal(Example("README.md"), Example("src/PlexSecurity.Core/README.md"));

    [Fact]
    public async Task The_example_runs_against_a_stand_in_server()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using PlexSimulator server = await PlexSimulator.StartAsync(
            new SimulatorOptions { MachineIdentifier = "client-identifier" }, ct);
        SimulatedSource source = server.Sources.Add(server.AsSource());
        string[] before = [.. server.TransientTokens];
        string folder = packages.NewFolder("console");
        string project = Project.Replace("VERSION", Packages.Version, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "Example.csproj"), project, ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Example("README.md") + Check, ct);
        Dictionary<string, string> variables = new()
        {
            ["PLEX_URL"] = server.HttpUri.AbsoluteUri,
            ["PLEX_TOKEN"] = server.AdminToken,
            ["XDG_CONFIG_HOME"] = folder,
            ["APPDATA"] = folder,
        };

        // The folder is the only package source, and its packages are extracted only here.
        (await Command.DotNetAsync(
            folder, variables, "build", "--nologo", "--output", "built",
            $"-p:RestoreSources={Path.Combine(packages.First, "out")}",
            $"-p:RestorePackagesPath={Path.Combine(folder, "packages")}")).Succeeded();
        CommandResult run = await Command.DotNetAsync(folder, variables, Path.Combine("built", "Example.dll"));

        string issued = Assert.Single(server.TransientTokens.Except(before));
        Assert.Equal($"Delegation {issued.Length} {source.Name} {source.Connections.Count}", run.Succeeded().Trim());
    }

    private static string Example(string file)
    {
        string text = File.ReadAllText(Path.Combine(Packages.Sources, file)).ReplaceLineEndings("\n");
        return Assert.Single(Code().Matches(text)).Groups["code"].Value;
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
