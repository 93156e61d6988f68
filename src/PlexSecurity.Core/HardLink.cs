#if NET
using System.Runtime.InteropServices;
using System.Text;

namespace PlexSecurity;

/// <summary>
/// A second name for a file, made in one step and never over another file. On Unix nothing in .NET moves a file so:
/// <see cref="File.Move(string, string)"/> looks first and then renames, and replaces what came between.
/// </summary>
internal static class HardLink
{
    /// <returns>False where the name is taken, or the system or the file system has no hard links.</returns>
    public static bool TryCreate(string existing, string name)
    {
        try
        {
            return !OperatingSystem.IsWindows() && Link(Terminated(existing), Terminated(name)) == 0;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] name);

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
#endif
