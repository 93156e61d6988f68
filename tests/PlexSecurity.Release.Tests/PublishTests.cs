namespace PlexSecurity.Release.Tests;

/// <summary>Signing and publishing, up to what needs a certificate or a key.</summary>
public sealed class PublishTests(Packages packages)
{
    private const string Register = "Register-PSResourceRepository -Name Local -Uri $env:GALLERY -Trusted; ";

    private const string Publish = "./build.ps1 -Task Publish -Repository Local -NuGetSource $env:NUGET_FOLDER";

    [Fact]
    public async Task A_dry_run_names_both_packages_and_sends_none()
    {
        Dictionary<string, string> variables = User("dry-run");

        string output = (await Command.PowerShellAsync(packages.One, variables, Register + Publish + " -WhatIf")).Succeeded();

        Assert.Contains($"on target \"PlexSecurity {Packages.Version}\"", output, StringComparison.Ordinal);
        Assert.Contains($"on target \"PlexSecurity.Core {Packages.Version}\"", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(variables["GALLERY"]));
        Assert.Empty(Directory.GetFiles(variables["NUGET_FOLDER"]));
    }

    [Fact]
    public async Task What_is_published_is_what_was_built()
    {
        Dictionary<string, string> variables = User("publish");

        (await Command.PowerShellAsync(packages.One, variables, Register + Publish + " -Confirm:$false")).Succeeded();

        AssertSame(variables["GALLERY"], $"PlexSecurity.{Packages.Version}.nupkg");
        AssertSame(variables["NUGET_FOLDER"], $"PlexSecurity.Core.{Packages.Version}.nupkg");
    }

    [Fact]
    public async Task Another_version_than_the_tag_s_is_not_published()
    {
        Dictionary<string, string> variables = User("other-version");
        variables["ReleaseVersion"] = "98.7.7";

        CommandResult result = await Command.PowerShellAsync(packages.One, variables, Register + Publish + " -WhatIf");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            $"98.7.7 is to be released, and the module is {Packages.Version}.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_package_is_not_published()
    {
        string folder = packages.NewFolder("changed");
        foreach (string file in Directory.GetFiles(Path.Combine(packages.One, "out")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        string manifest = Path.Combine("PlexSecurity", "PlexSecurity.psd1");
        Directory.CreateDirectory(Path.Combine(folder, "PlexSecurity"));
        File.Copy(packages.File(manifest), Path.Combine(folder, manifest));
        string package = $"PlexSecurity.Core.{Packages.Version}.nupkg";
        await File.AppendAllTextAsync(Path.Combine(folder, package), " ", TestContext.Current.CancellationToken);
        // Test-ModuleManifest wants the files that the manifest names.
        foreach (string file in new[] { "PlexSecurity.Format.ps1xml", Path.Combine("bin", "net8.0", "PlexSecurity.dll") })
        {
            string copy = Path.Combine(folder, "PlexSecurity", file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(packages.File(Path.Combine("PlexSecurity", file)), copy);
        }

        Dictionary<string, string> variables = User("changed-gallery");
        variables["CHANGED"] = folder;
        CommandResult result = await Command.PowerShellAsync(
            packages.One, variables,
            Register + "./build/Publish-Package.ps1 -Path $env:CHANGED -Repository Local -NuGetSource $env:NUGET_FOLDER -WhatIf");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"'{package}' is not the file that was built.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_certificate_the_build_says_that_nothing_is_signed() =>
        Assert.Contains("Not signed, and no catalog: no certificate was given", packages.Said, StringComparison.Ordinal);

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can sign, and fails only for want of the certificate.");

        CommandResult result = await Command.PowerShellAsync(
            packages.One, Packages.Variables,
            "./build.ps1 -Task Sign -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Only Windows can sign.", result.Output, StringComparison.Ordinal);
    }

    /// <summary>A user with a home and two empty repositories.</summary>
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
}
