using System.Text.RegularExpressions;

namespace PlexSecurity.Architecture.Tests;

/// <summary>
/// No file has a repository address for this project, because the owner of that name could choose what <c>Get-Help -Online</c>
/// opens. The build takes the address from RepositoryUrl.
/// </summary>
public sealed partial class AddressTests
{
    [Fact]
    public void No_file_has_an_address_of_this_project() => Assert.Empty(
        from file in Repository.Files()
        where Address().IsMatch(File.ReadAllText(file))
        select Path.GetRelativePath(Repository.Root, file));

    [Theory]
    [InlineData("github", "PlexSecurity/PlexSecurity", true)]
    [InlineData("raw.githubusercontent", "plexsecurity/other/main", true)]
    [InlineData("www.powershellgallery", "packages/PlexSecurity", true)]
    [InlineData("github", "owner/repository", false)]
    public void The_pattern_finds_an_address_of_the_project(string host, string path, bool found) =>
        Assert.Equal(found, Address().IsMatch($"see https://{host}.com/{path}."));

    [GeneratedRegex(@"https?://[\w.-]+\.(com|org|io|net|dev)/([\w.-]+/)*PlexSecurity", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
