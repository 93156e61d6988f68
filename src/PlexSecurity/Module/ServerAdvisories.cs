using PlexSecurity.Advisories;
using PlexSecurity.Responses;

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
            return AdvisoryList.Read(File.ReadAllBytes(Path.Combine(folder, "..", "..", FileName)));
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ResponseException or FormatException)
        {
            throw new PlexException(
                PlexError.Unexpected,
                $"Could not read the advisory list of the module, {FileName}.",
                "Install the module again.",
                failure);
        }
    }
}
