using System.Text;
using IOPath = System.IO.Path;

namespace PlexSecurity.ClientIdentity;

/// <summary>
/// The file of the client identifier, readable only by its user. It is created without sharing: if several processes start at the
/// same time, the first one writes the identifier, and the others wait and read it.
/// </summary>
internal sealed class ClientIdentifierFile(string folder)
{
    private const int MaximumBytes = 1024;
    private const int MaximumAttempts = 100;
    private const string Remove = "; remove it to create a new one";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(10);

    public string Path { get; } = IOPath.Combine(folder, "client-identifier");

    /// <summary>The reason why there is no identifier, as the part of the message after the path.</summary>
    public string? Fault { get; private set; }

    /// <summary>Gets the identifier from the file, or creates it. Returns null and sets <see cref="Fault"/> on failure.</summary>
    public string? GetOrCreate()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return TryGetOrCreate();
            }
            catch (IOException failure) when (
                failure.GetType() == typeof(IOException) && File.Exists(Path) && attempt < MaximumAttempts)
            {
                // Another process has the file open.
                Thread.Sleep(RetryInterval);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                return Fail($"cannot be used ({failure.GetType().Name})");
            }
        }
    }

    private string? TryGetOrCreate()
    {
        FileInfo file = new(Path);
        if ((int)file.Attributes != -1 && file.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return Fail("is a symbolic link, which is not followed");
        if (Directory.Exists(Path))
            return Fail("is a folder");
        if (!file.Exists)
            CreateFolder();
        else if (file.Length > MaximumBytes)
            return Fail("contains other data" + Remove);

        // Read and write access: opening a pipe then does not wait for the other end.
        using FileStream stream = file.Exists && file.Length > 0 ? OpenShared() : Open();
        if (!stream.CanSeek)
            return Fail("is not a regular file" + Remove);
        return stream.Length == 0 ? Write(stream) : Read(stream);
    }

    private static string Write(FileStream stream)
    {
        string identifier = Guid.NewGuid().ToString();
        byte[] content = Encoding.ASCII.GetBytes(identifier);
        stream.Write(content, 0, content.Length);
        return identifier;
    }

    private string? Read(FileStream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        string text = reader.ReadToEnd().Trim();
        return PlexClientIdentifier.IsValid(text) ? text : Fail("is damaged" + Remove);
    }

    private string? Fail(string fault)
    {
        Fault = fault;
        return null;
    }

    private FileStream OpenShared() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read);

#if NET
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private FileStream Open()
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(Path, options);
    }
#else
    // Only Windows PowerShell loads this build. On Windows, the folder inherits private permissions from the user profile.
    private void CreateFolder() => Directory.CreateDirectory(folder);

    private FileStream Open() => new(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
#endif
}
