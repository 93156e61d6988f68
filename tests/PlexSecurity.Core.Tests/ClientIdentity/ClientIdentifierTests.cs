using System.Diagnostics;
using System.Runtime.Versioning;

namespace PlexSecurity.Core.Tests.ClientIdentity;

/// <summary>The identifier of user and machine: made once, the same for ever, never over anything else.</summary>
public sealed class ClientIdentifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_made_once_and_read_again()
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
    public void It_is_readable_by_its_user_alone()
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
    public void The_given_one_goes_before_the_environments_and_that_before_the_file()
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
    public void With_a_given_one_no_file_is_made()
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
    public void A_wrong_one_is_refused_where_it_was_given_and_told_of_where_it_was_found(string wrong)
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
    public void What_a_user_wrote_into_the_file_is_taken(string content, string value)
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
    public void A_damaged_file_is_left_as_it_is_and_told_of(string content, string words)
    {
        _folder.Write(content);

        AssertDerived(words);

        Assert.Equal(content, File.ReadAllText(_folder.IdentifierFile));
    }

    /// <summary>A process that ends between making the file and writing it leaves an empty one.</summary>
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
    public void Too_large_a_file_is_left_as_it_is_and_told_of()
    {
        string content = new('a', 2000);
        _folder.Write(content);

        AssertDerived("contains other data");

        Assert.Equal(content, File.ReadAllText(_folder.IdentifierFile));
    }

    [Fact]
    public void A_folder_in_its_place_is_told_of()
    {
        Directory.CreateDirectory(_folder.IdentifierFile);

        AssertDerived("is a folder");

        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_told_of()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Configuration)!);
        File.WriteAllText(_folder.Configuration, "in the way");

        AssertDerived("cannot be used");

        Assert.Equal("in the way", Assert.Single(_folder.Files()).Value);
    }

    [Fact]
    public void A_link_to_a_file_elsewhere_is_not_followed()
    {
        string target = Path.Combine(_folder.Root, "target");
        File.WriteAllText(target, "somebody-elses");
        Link(target);

        AssertDerived("symbolic link");

        Assert.Equal("somebody-elses", File.ReadAllText(target));
    }

    [Fact]
    public void Nor_is_a_link_to_nothing_or_to_a_folder()
    {
        string nothing = Path.Combine(_folder.Root, "nothing");
        Link(nothing);
        AssertDerived("symbolic link");
        Assert.False(File.Exists(nothing));

        File.Delete(_folder.IdentifierFile);
        Link(_folder.Root);
        AssertDerived("symbolic link");
    }

    /// <summary>To open a pipe for reading waits until somebody writes.</summary>
    [Fact]
    public async Task A_pipe_in_its_place_stops_nothing()
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
    public void A_file_that_another_process_holds_locked_stops_nothing()
    {
        _folder.Write("kept");
        using FileStream locked = new(_folder.IdentifierFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        PlexClientIdentifier identifier = _folder.Resolve();

        // Where locks bind everybody it cannot be read, elsewhere it can: either is told truly.
        Assert.Equal(identifier.Value == "kept", identifier.Notice is null);
        locked.Position = 0;
        Assert.Equal('k', locked.ReadByte());
    }

    [Fact]
    public void Without_a_configuration_folder_one_is_derived()
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
    public async Task Many_threads_that_start_together_end_with_the_same()
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

    /// <summary>The identifier is made of user and machine, the same every time, and the notice says why.</summary>
    private void AssertDerived(string words)
    {
        PlexClientIdentifier identifier = _folder.Resolve();

        Assert.Equal(PlexClientIdentifier.Resolve(null, null, null).Value, identifier.Value);
        Assert.Contains($"'{_folder.IdentifierFile}' ", identifier.Notice, StringComparison.Ordinal);
        Assert.Contains(words, identifier.Notice, StringComparison.Ordinal);
        Assert.Equal(identifier.Value, _folder.Resolve().Value);
    }
}
