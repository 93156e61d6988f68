using System.Text.Json;
using PlexSecurity.Advisories;

namespace PlexSecurity.Module;

/// <summary>The advisories from the data file of the module, which is read on first use.</summary>
internal static class ServerAdvisories
{
    private const string FileName = "PlexServerAdvisories.json";

    private static readonly Lazy<AdvisoryList> List = new(Read, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The advisories.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.Unexpected"/>: the file is missing or damaged.</exception>
    public static AdvisoryList Known => List.Value;

    private static AdvisoryList Read()
    {
        // The assembly is in bin/<framework> of the module.
        string folder = Path.GetDirectoryName(typeof(ServerAdvisories).Assembly.Location)!;
        try
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, "..", "..", FileName));
            return AdvisoryList.Read(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException
            or KeyNotFoundException or InvalidOperationException)
        {
            throw new PlexException(
                PlexError.Unexpected,
                $"Could not read the advisory list of the module, {FileName}.",
                "Install the module again.",
                failure);
        }
    }
}
