using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;
using PlexSecurity.Demo.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>A PowerShell engine with the module, a stand-in server, and what a script needs of it in variables.</summary>
internal sealed class ModuleSession : IAsyncDisposable
{
    private readonly StringWriter _screen = new();

    private ModuleSession(PlexSimulator server)
    {
        Server = server;
        Engine = new PowerShellEngine(_screen, TestedModule.Manifest);
        Engine.SetVariable("uri", server.HttpUri.AbsoluteUri);
        Engine.SetVariable("token", Secure(server.AdminToken));
        Engine.SetVariable("source", server.Sources.DefaultServer.Source);
    }

    public PlexSimulator Server { get; }

    public PowerShellEngine Engine { get; }

    public static async Task<ModuleSession> StartAsync(SimulatorOptions? options = null, bool connect = true)
    {
        ModuleSession session = new(await PlexSimulator.StartAsync(options));
        if (connect)
            session.Run("Connect-PlexServer $uri $token -MaximumRetryCount 0");
        return session;
    }

    public static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
            secure.AppendChar(c);
        return secure;
    }

    /// <summary>Runs a script; its output.</summary>
    public Collection<PSObject> Run(string script) => Engine.Invoke(script);

    /// <summary>Runs a script that is to end with exactly one error; that error, whether it ended the script or not.</summary>
    public ErrorRecord Error(string script)
    {
        Run("$Error.Clear()");
        try
        {
            Run(script);
        }
        catch (RuntimeException ended)
        {
            return ended.ErrorRecord;
        }

        return (ErrorRecord)Assert.Single(Run("$Error")).BaseObject;
    }

    /// <summary>Runs a script as if it were typed; the text on the screen.</summary>
    public string Screen(string script)
    {
        _screen.GetStringBuilder().Clear();
        Engine.Show(script);
        return _screen.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Server.DisposeAsync();
    }
}
