using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>The messages for a sign-in.</summary>
internal sealed class SignInPrompt(PlexSignIn signIn, bool isOpened)
{
    private const string Activity = "Sign in to plex.tv";

    /// <summary>The page, and the code if it is not part of the address.</summary>
    public string Message => isOpened
        ? $"Complete the sign-in in the browser. If no browser opened, open {Address}"
        : RequiresCode ? $"Open {Address} and enter {signIn.Code}" : $"Could not open a browser. Open {Address}";

    public static ProgressRecord Finished => new(0, Activity, Activity) { RecordType = ProgressRecordType.Completed };

    private string Address => signIn.Address.AbsoluteUri;

    private bool RequiresCode => signIn.Address == PlexSignIn.LinkPage;

    public ProgressRecord Progress(DateTimeOffset end)
    {
        string status = RequiresCode
            ? $"Waiting for the code {signIn.Code} at {Address}"
            : "Waiting for the sign-in in the browser";
        return new ProgressRecord(0, Activity, status)
        {
            SecondsRemaining = (int)Math.Max(0, (end - DateTimeOffset.Now).TotalSeconds),
        };
    }

    /// <summary>Opens the default browser; false if there is none.</summary>
    public static bool TryOpen(Uri address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
