using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>What a person is told to do for a sign-in, and how long there is time for it.</summary>
/// <param name="signIn">The sign-in.</param>
/// <param name="isOpened">Whether a browser was started with its page.</param>
internal sealed class SignInPrompt(PlexSignIn signIn, bool isOpened)
{
    private const string Activity = "Sign in to plex.tv";

    /// <summary>The page, and the code where that is not in the address of the page.</summary>
    public string Message => isOpened
        ? $"Complete the sign-in in the browser. If no browser opened, open {Address}"
        : IsTyped ? $"Open {Address} and enter {signIn.Code}" : $"Could not open a browser. Open {Address}";

    public static ProgressRecord Finished => new(0, Activity, Activity) { RecordType = ProgressRecordType.Completed };

    private string Address => signIn.Address.AbsoluteUri;

    private bool IsTyped => signIn.Address == PlexSignIn.AddressOfShort();

    public ProgressRecord Progress(DateTimeOffset end)
    {
        string status = IsTyped ? $"Waiting for the code {signIn.Code} at {Address}" : "Waiting for the sign-in in the browser";
        return new ProgressRecord(0, Activity, status)
        {
            SecondsRemaining = (int)Math.Max(0, (end - DateTimeOffset.Now).TotalSeconds),
        };
    }

    /// <summary>Starts the default browser; false where there is none.</summary>
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
