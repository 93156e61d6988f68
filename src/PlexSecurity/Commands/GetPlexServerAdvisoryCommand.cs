using System.Globalization;
using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Module;

namespace PlexSecurity.Commands;

/// <summary>Gets the published vulnerabilities that apply to a server version. It contacts no server.</summary>
[Cmdlet(VerbsCommon.Get, "PlexServerAdvisory", DefaultParameterSetName = SessionSet)]
[OutputType(typeof(PlexServerAdvisory))]
public sealed class GetPlexServerAdvisoryCommand : PlexSessionCommand
{
    private const string SessionSet = "Session";
    private const string VersionSet = "Version";
    private const string SourceSet = "Source";
    private const string AllSet = "All";

    /// <summary>The sessions of the servers to check; by default, the default session of the runspace.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = SessionSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession[]? Session { get; set; }

    /// <summary>The versions to check.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = VersionSet)]
    [VersionTransformation]
    [AllowEmptyString]
    public string[] Version { get; set; } = [];

    /// <summary>The platform of the servers with these versions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = VersionSet)]
    public string? Platform { get; set; }

    /// <summary>The servers to check, such as the servers of an account.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = SourceSet)]
    [ValidateNotNull]
    public PlexSource[] Source { get; set; } = [];

    /// <summary>Whether to get all advisories, regardless of the version.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Writes the date of the data as a verbose message.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            WriteVerbose(string.Format(
                CultureInfo.InvariantCulture, "The advisory data is from {0:yyyy-MM-dd}.", ServerAdvisories.Known.DataAsOf));
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
        }
    }

    /// <summary>Writes the advisories of the current input. An invalid version is a non-terminating error.</summary>
    protected override void ProcessRecord()
    {
        if (All)
        {
            foreach (PlexServerAdvisory advisory in ServerAdvisories.Known.All)
                WriteObject(advisory.For(server: null, version: null, platform: null));
            return;
        }

        foreach (string version in Version)
            Write(version, server: null, version, Platform);
        foreach (PlexSource source in Source)
            Write(source, source.Title, source.Version, source.Platform);
        foreach (PlexServerSession? given in ParameterSetName is VersionSet or SourceSet ? [] : Session ?? [null!])
        {
            if (IsDisconnected(given))
                continue;
            PlexServerSession session = Require(given);
            Write(session, session.Name, session.Version, session.Platform);
        }
    }

    private void Write(object target, string? server, string? version, string? platform)
    {
        try
        {
            WriteObject(ServerAdvisories.Known.For(server, version, platform), enumerateCollection: true);
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, target));
        }
    }
}
