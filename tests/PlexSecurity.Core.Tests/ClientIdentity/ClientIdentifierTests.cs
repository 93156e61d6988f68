using System.Diagnostics;
using System.Runtime.Versioning;

namespace PlexSecurity.Core.Tests.ClientIdentity;

/// <summary>The identifier of user and machine: it is created once, never changes and never overwrites anything.</summary>
public sealed class ClientIdentifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_identifier_is_created_once()
    {
        PlexClientIdentifier first = _folder.Resolve();
        PlexClientIdentifier second = _folder.Resolve();

        Assert.True(Guid.TryParseExact(first.Value, "D", out _));
        Assert.Null(first.Notice);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(first.Value, Assert.Single(_folder.Files()).Value);
    }

    [Fact]
    public void Two_folders_have_two_identifiers()
    {
        using TemporaryFolder other = new();

        Assert.NotEqual(_folder.Resolve().Value, other.Resolve().Value);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_file_is_readable_only_by_its_user()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows(), "Windows has no such modes: there the folder is the user's own by inheritance.");
        _folder.Resolve();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.IdentifierFile));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(
                _folder.Configuration));
    }

    [Fact]
    public void A_given_value_overrides_the_environment_which_overrides_the_file()
    {
        _folder.Write("from-file");

        Assert.Equal("given", PlexClientIdentifier.Resolve("given", "from-environment", _folder.Configuration).Value);
        Assert.Equal("from-environment", PlexClientIdentifier.Resolve(null, "from-environment", _folder.Configuration).Value);
        Assert.Equal(
            "from-environment", PlexClientIdentifier.Resolve(string.Empty, "from-environment", _folder.Configuration).Value);
        Assert.Equal("from-file", PlexClientIdentifier.Resolve(null, null, _folder.Configuration).Value);
        Assert.Equal("from-file", PlexClientIdentifier.Resolve(null, string.Empty, _folder.Configuration).Value);
    }

    [Fact]
    public void A_given_value_creates_no_file()
    {
        PlexClientIdentifier.Resolve("given", null, _folder.Configuration);
        PlexClientIdentifier.Resolve(null, "from-environment", _folder.Configuration);

        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("\u00FCber")]
    [InlineData("abc\n")]
    public void An_invalid_value_is_an_error_if_given_and_a_notice_if_found(string wrong)
    {
        _folder.Write("from-file");

        Assert.Throws<ArgumentException>(() => PlexClientIdentifier.Resolve(wrong, null, _folder.Configuration));
        PlexClientIdentifier found = PlexClientIdentifier.Resolve(null, wrong, _folder.Configuration);

        Assert.Equal("from-file", found.Value);
        Assert.Contains(PlexClientIdentifier.EnvironmentVariable, found.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kept", "kept")]
    [InlineData("  kept\r\n", "kept")]
    public void A_valid_file_of_the_user_is_used(string content, string value)
    {
        _folder.Write(content);

        Assert.Equal((value, null), (_folder.Resolve().Value, _folder.Resolve().Notice));
    }

    [Theory]
    [InlineData("\r\n", "is damaged")]
    [InlineData("two words", "is damaged")]
    [InlineData("\0\0\0\0", "is damaged")]
    [InlineData("two\nlines", "is damaged")]
    [InlineData("\u00FCber", "is damaged")]
    public void A_damaged_file_is_kept_and_reported(string content, string words)
    {
        _folder.Write(content);

        AssertDerived(words);

        Assert.Equal(content, File.ReadAllText(_folder.IdentifierFile));
    }

    /// <summary>A process that ends between creating and writing the file leaves an empty one.</summary>
    [Fact]
    public void An_empty_file_is_filled()
    {
        _folder.Write(string.Empty);

        PlexClientIdentifier identifier = _folder.Resolve();

        Assert.True(PlexClientIdentifier.IsValid(identifier.Value));
        Assert.NotEqual(PlexClientIdentifier.Resolve(null, null, null).Value, identifier.Value);
        Assert.Null(identifier.Notice);
        Assert.Equal(identifier.Value, Assert.Single(_folder.Files()).Value);
        Assert.Equal(identifier.Value, _folder.Resolve().Value);
    }

    [Fact]
    public void A_too_large_file_is_kept_and_reported()
    {
        string content = new('a', 2000);
        _folder.Write(content);

        AssertDerived("contains other data");

        Assert.Equal(content, File.ReadAllText(_folder.IdentifierFile));
    }

    [Fact]
    public void A_folder_instead_of_the_file_is_reported()
    {
        Directory.CreateDirectory(_folder.IdentifierFile);

        AssertDerived("is a folder");

        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_file_instead_of_the_folder_is_reported()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Configuration)!);
        File.WriteAllText(_folder.Configuration, "in the way");

        AssertDerived("cannot be used");

        Assert.Equal("in the way", Assert.Single(_folder.Files()).Value);
    }

    [Fact]
    public void A_link_to_a_file_is_not_followed()
    {
        string target = Path.Combine(_folder.Root, "target");
        File.WriteAllText(target, "somebody-elses");
        Link(target);

        AssertDerived("symbolic link");

        Assert.Equal("somebody-elses", File.ReadAllText(target));
    }

    [Fact]
    public void A_link_to_nothing_or_to_a_folder_is_not_followed()
    {
        string nothing = Path.Combine(_folder.Root, "nothing");
        Link(nothing);
        AssertDerived("symbolic link");
        Assert.False(File.Exists(nothing));

        File.Delete(_folder.IdentifierFile);
        Link(_folder.Root);
        AssertDerived("symbolic link");
    }

    /// <summary>Opening a pipe for reading blocks until there is a writer.</summary>
    [Fact]
    public async Task A_pipe_does_not_block()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        Directory.CreateDirectory(_folder.Configuration);
        using (Process make = Process.Start("mkfifo", _folder.IdentifierFile))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(File.Exists(_folder.IdentifierFile));

        await Task.Run(() => AssertDerived("not a regular file"), TestContext.Current.CancellationToken)
            .WaitAsync(TestTimeout.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_locked_file_does_not_block()
    {
        _folder.Write("kept");
        using FileStream locked = new(_folder.IdentifierFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        PlexClientIdentifier identifier = _folder.Resolve();

        // Mandatory locks prevent reading, advisory locks do not. The notice must match the outcome.
        Assert.Equal(identifier.Value == "kept", identifier.Notice is null);
        locked.Position = 0;
        Assert.Equal('k', locked.ReadByte());
    }

    [Fact]
    public void Without_a_configuration_folder_the_identifier_is_derived()
    {
        foreach (string? none in (string?[])[null, string.Empty])
        {
            PlexClientIdentifier derived = PlexClientIdentifier.Resolve(null, null, none);

            Assert.True(PlexClientIdentifier.IsValid(derived.Value));
            Assert.Contains("no configuration folder", derived.Notice, StringComparison.Ordinal);
            Assert.Equal(derived.Value, PlexClientIdentifier.Resolve(null, null, none).Value);
        }
    }

    [Fact]
    public async Task Concurrent_threads_get_the_same_identifier()
    {
        for (int round = 0; round < 50; round++)
        {
            using TemporaryFolder folder = new();
            using Barrier start = new(8);
            string[] values = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(TestTimeout.Limit);
                    PlexClientIdentifier identifier = folder.Resolve();
                    Assert.Null(identifier.Notice);
                    return identifier.Value;
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Single(values.Distinct());
            Assert.Equal(values[0], Assert.Single(folder.Files()).Value);
        }
    }

    private void Link(string target)
    {
        Directory.CreateDirectory(_folder.Configuration);
        try
        {
            File.CreateSymbolicLink(_folder.IdentifierFile, target);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows lets this user make no links.");
        }
    }

    /// <summary>Asserts that the identifier is derived from user and machine, and that the notice has the reason.</summary>
    private void AssertDerived(string words)
    {
        PlexClientIdentifier identifier = _folder.Resolve();

        Assert.Equal(PlexClientIdentifier.Resolve(null, null, null).Value, identifier.Value);
        Assert.Contains($"'{_folder.IdentifierFile}' ", identifier.Notice, StringComparison.Ordinal);
        Assert.Contains(words, identifier.Notice, StringComparison.Ordinal);
        Assert.Equal(identifier.Value, _folder.Resolve().Value);
    }
}
