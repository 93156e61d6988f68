using System.Text;
using IOPath = System.IO.Path;

namespace PlexSecurity;

/// <summary>
/// The file that keeps the client identifier, readable by its user alone. It is made whole beside its place and then put
/// there without overwriting, so that of two processes that start together one wins and both read the same.
/// </summary>
internal sealed class ClientIdentifierFile(string folder)
{
    private const int MaximumBytes = 1024;

    public string Path { get; } = IOPath.Combine(folder, "client-identifier");

    /// <summary>Why there is no identifier, to stand behind the file's name.</summary>
    public string? Fault { get; private set; }

    /// <summary>The identifier in the file, which is made if it is not there; null where <see cref="Fault"/> says why not.</summary>
    public string? GetOrCreate()
    {
        try
        {
            if (!Exists())
                Create();
            return Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Fault = $"cannot be used ({failure.GetType().Name})";
            return null;
        }
    }

    private bool Exists() => File.Exists(Path) || Directory.Exists(Path) || IsLink();

    private bool IsLink()
    {
        FileInfo info = new(Path);
        return (int)info.Attributes != -1 && info.Attributes.HasFlag(FileAttributes.ReparsePoint);
    }

    private string? Read()
    {
        if (IsLink())
            return Refuse("is a link to elsewhere, which is not followed");
        if (Directory.Exists(Path))
            return Refuse("is a folder");
        // A pipe, a socket or a device has no length. To open one could wait for its other end for ever.
        if (new FileInfo(Path).Length == 0)
            return Refuse("is empty or damaged, or no ordinary file; remove it to have a new one made");

        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaximumBytes)
            return Refuse("holds something else; remove it to have a new one made");
        using StreamReader reader = new(stream, Encoding.UTF8);
        string text = reader.ReadToEnd().Trim();
        return PlexClientIdentifier.IsValid(text) ? text : Refuse("is empty or damaged; remove it to have a new one made");
    }

    private string? Refuse(string fault)
    {
        Fault = fault;
        return null;
    }

    private void Create()
    {
        CreateFolder();
        string draft = IOPath.Combine(folder, $"client-identifier.{Guid.NewGuid():N}.tmp");
        try
        {
            byte[] content = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString());
            using (FileStream stream = OpenDraft(draft))
                stream.Write(content, 0, content.Length);
            Publish(draft);
        }
        catch (IOException) when (Exists())
        {
            // Another process was first; its identifier is read next.
        }
        finally
        {
            File.Delete(draft);
        }
    }

#if NET
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private void Publish(string draft)
    {
        // Where there are no hard links a move has to do, with its small gap on Unix; on Windows it has none.
        if (!HardLink.TryCreate(draft, Path))
            File.Move(draft, Path);
    }

    private static FileStream OpenDraft(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }
#else
    // Windows PowerShell alone loads this build; there the folder is the user's own by inheritance.
    private void CreateFolder() => Directory.CreateDirectory(folder);

    private void Publish(string draft) => File.Move(draft, Path);

    private static FileStream OpenDraft(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
#endif
}
