using System.Management.Automation;
using PlexSecurity.Demo.Engine;

namespace PlexSecurity.Demo;

/// <summary>The main job, typed command by command.</summary>
internal sealed class MainJob(PowerShellEngine engine, DemoServer server, TextWriter output)
{
    private const string UnknownSource = "server://no-such-source";

    /// <summary>Runs every step.</summary>
    /// <returns>Whether each went as it should.</returns>
    public bool Run()
    {
        bool good = Type($"Connect-PlexServer {server.Address} -Token $token")
            && Type("Get-PlexServerSession")
            && Type("Get-PlexTransientToken")
            && Type("Get-PlexSource")
            && (server.Source is null || RunSource(server.Source))
            && Type($"Get-PlexSourceConnection {UnknownSource}", ExpectedError());

        // Also after a failure: a session that is open is to be closed.
        return Type("Get-PlexServerSession | Disconnect-PlexServer") && good;
    }

    /// <summary>From the source to its connections, to the best of them, to a session there.</summary>
    private bool RunSource(string source) =>
        Type($"$source = Get-PlexSourceConnection {source}")
        && Type("$source")
        && Type("$source.Connections")
        && Type($"Test-PlexSourceConnection $source{Pin}")
        && Type($"$source | Connect-PlexServer{Pin} -PassThru");

    /// <summary>No machine trusts the stand-in's certificate, so it is pinned.</summary>
    private string Pin => server.Thumbprint is null ? string.Empty : " -CertificateThumbprint $thumbprint";

    /// <summary>What a real server answers for a source that it does not know was never seen.</summary>
    private string ExpectedError() => server.IsStandIn ? "PlexNotFound," : "Plex";

    private bool Type(string command, string? expectedError = null)
    {
        output.WriteLine($"PS> {command}");
        engine.Invoke("$Error.Clear()");
        ErrorRecord? ended = engine.Show(command);
        output.WriteLine();

        string? id = ended?.FullyQualifiedErrorId
            ?? engine.Invoke("$Error | ForEach-Object FullyQualifiedErrorId").Select(error => error.ToString()).FirstOrDefault();
        return expectedError is null ? id is null : id?.StartsWith(expectedError, StringComparison.Ordinal) == true;
    }
}
