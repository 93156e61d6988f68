namespace PlexSecurity.Release.Tests;

/// <summary>Signing and publishing, without a certificate or an API key.</summary>
public sealed class PublishTests(Packages packages)
{
    private const string Register = "Register-PSResourceRepository -Name Local -Uri $env:GALLERY -Trusted; ";

    private const string Publish = "./build.ps1 -Task Publish -Repository Local -NuGetSource $env:NUGET_FOLDER";

    [Fact]
    public async Task A_dry_run_lists_both_packages_and_publishes_none()
    {
        Dictionary<string, string> variables = User("dry-run");

        string output = (await Command.PowerShellAsync(packages.First, variables, Register + Publish + " -WhatIf")).Succeeded();

        Assert.Contains($"on target \"PlexSecurity {Packages.Version}\"", output, StringComparison.Ordinal);
        Assert.Contains($"on target \"PlexSecurity.Core {Packages.Version}\"", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(variables["GALLERY"]));
        Assert.Empty(Directory.GetFiles(variables["NUGET_FOLDER"]));
    }

    [Fact]
    public async Task The_published_packages_are_the_built_ones()
    {
        Dictionary<string, string> variables = User("publish");

        (await Command.PowerShellAsync(packages.First, variables, Register + Publish + " -Confirm:$false")).Succeeded();

        AssertSame(variables["GALLERY"], $"PlexSecurity.{Packages.Version}.nupkg");
        AssertSame(variables["NUGET_FOLDER"], $"PlexSecurity.Core.{Packages.Version}.nupkg");
    }

    [Fact]
    public async Task A_version_other_than_the_tag_is_not_published()
    {
        Dictionary<string, string> variables = User("other-version");
        variables["ReleaseVersion"] = "98.7.7";

        CommandResult result = await Command.PowerShellAsync(packages.First, variables, Register + Publish + " -WhatIf");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            $"ReleaseVersion is 98.7.7, but the version of the module is {Packages.Version}.",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_package_is_not_published()
    {
        string package = $"PlexSecurity.Core.{Packages.Version}.nupkg";

        CommandResult result = await PublishAsync("changed", folder => File.AppendAllText(Path.Combine(folder, package), " "));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"The hash of '{package}' does not match SHA256SUMS.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PlexSecurity", "nupkg")]
    [InlineData("PlexSecurity.Core", "nupkg")]
    [InlineData("PlexSecurity.Core", "snupkg")]
    public async Task A_package_missing_from_SHA256SUMS_is_not_published(string name, string kind)
    {
        string package = $"{name}.{Packages.Version}.{kind}";

        CommandResult result = await PublishAsync($"{name}-{kind}-unlisted", folder =>
        {
            string sums = Path.Combine(folder, "SHA256SUMS");
            File.WriteAllLines(
                sums, [.. File.ReadLines(sums).Where(line => !line.EndsWith($"  {package}", StringComparison.Ordinal))]);
        });

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"SHA256SUMS does not contain '{package}'.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_certificate_the_build_reports_that_nothing_is_signed() =>
        Assert.Contains("The module was not signed, and no catalog was created.", packages.Output, StringComparison.Ordinal);

    [Fact]
    public async Task An_unusable_certificate_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can sign, and fails only because the certificate is missing.");

        CommandResult result = await Command.PowerShellAsync(
            packages.First, Packages.Variables,
            "./build.ps1 -Task Sign -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Signing requires Windows.", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The environment of a user with a home folder and two empty repositories.</summary>
    private Dictionary<string, string> User(string name)
    {
        string home = packages.NewFolder(name);
        return new Dictionary<string, string>(Packages.Variables)
        {
            ["HOME"] = home,
            ["LOCALAPPDATA"] = home,
            ["XDG_DATA_HOME"] = home,
            ["XDG_CONFIG_HOME"] = home,
            ["XDG_CACHE_HOME"] = home,
            ["GALLERY"] = packages.NewFolder(name + "-modules"),
            ["NUGET_FOLDER"] = packages.NewFolder(name + "-packages"),
        };
    }

    private void AssertSame(string folder, string package) => Assert.Equal(
        File.ReadAllBytes(packages.File(package)), File.ReadAllBytes(Path.Combine(folder, package)));

    /// <summary>Changes a copy of the packages and publishes it with -WhatIf.</summary>
    private async Task<CommandResult> PublishAsync(string name, Action<string> change)
    {
        string folder = packages.NewFolder(name);
        foreach (string file in Directory.GetFiles(Path.Combine(packages.First, "out")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        // Test-ModuleManifest requires the files in the manifest.
        foreach (string file in new[]
        {
            "PlexSecurity.psd1", "PlexSecurity.Format.ps1xml", Path.Combine("bin", "net8.0", "PlexSecurity.dll"),
        })
        {
            string copy = Path.Combine(folder, "PlexSecurity", file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(packages.File(Path.Combine("PlexSecurity", file)), copy);
        }

        change(folder);
        Dictionary<string, string> variables = User($"{name}-gallery");
        variables["CHANGED"] = folder;
        return await Command.PowerShellAsync(
            packages.First, variables,
            Register + "./build/Publish-Package.ps1 -Path $env:CHANGED -Repository Local -NuGetSource $env:NUGET_FOLDER -WhatIf");
    }
}
