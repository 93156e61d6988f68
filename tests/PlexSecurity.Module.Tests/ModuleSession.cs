using System.Management.Automation;
using System.Security;
using PlexSecurity.Module.Tests.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>A PowerShell engine with the module, a stand-in server, and what a script needs of it in variables.</summary>
internal sealed class ModuleSession : IAsyncDisposable
{
    private readonly StringWriter _screen = new();
    private readonly List<PlexSimulator> _others = [];

    private ModuleSession(PlexSimulator server)
    {
        Server = server;
        Engine = new PowerShellEngine(_screen, TestedModule.Manifest);
        Set("uri", server.HttpUri.AbsoluteUri);
        Set("token", Secure(server.AdminToken));
        Set("source", server.Sources.DefaultServer.Source);
    }

    public PlexSimulator Server { get; }

    public PowerShellEngine Engine { get; }

    public static async Task<ModuleSession> StartAsync(SimulatorOptions? options = null, bool connect = true)
    {
        ModuleSession session = new(await PlexSimulator.StartAsync(options, TestContext.Current.CancellationToken));
        if (connect)
            session.Run("Connect-PlexServer $uri -Token $token -MaximumRetryCount 0");
        return session;
    }

    public static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
            secure.AppendChar(c);
        return secure;
    }

    /// <summary>Starts one more server; its address and token are in $uri2 and $token2.</summary>
    public async Task<PlexSimulator> StartSecondAsync(SimulatorOptions? options = null)
    {
        options ??= new SimulatorOptions { FriendlyName = "Cellar" };
        PlexSimulator second = await PlexSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        _others.Add(second);
        Set("uri2", second.HttpUri.AbsoluteUri);
        Set("token2", Secure(second.AdminToken));
        return second;
    }

    public void Set(string variable, object? value) => Engine.SetVariable(variable, value);

    /// <summary>Runs a script; what it wrote to each stream.</summary>
    public ScriptResult Capture(string script) => ScriptResult.Of(Engine.Runspace, script);

    /// <summary>Starts a script and looks on.</summary>
    public RunningScript Begin(string script) => new(Engine.Runspace, script);

    /// <summary>Runs a script in which nothing is to fail; its output.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        ScriptResult result = Capture(script);
        if (result.Ended is not null)
            throw result.Ended;
        Assert.Empty(result.Errors);
        return result.Output;
    }

    /// <summary>Runs a script in which nothing is to fail; its output as text.</summary>
    public string?[] Texts(string script) => [.. Run(script).Select(value => value?.ToString())];

    /// <summary>Runs a script in which nothing is to fail and which gives one value; that as text.</summary>
    public string? Text(string script) => Assert.Single(Texts(script));

    /// <summary>Runs a command that is to end by one terminating error: one that <c>catch</c> catches.</summary>
    public ErrorRecord Terminating(string command)
    {
        PSObject caught = Assert.Single(Run($"try {{ {command}; 'went on' }} catch {{ $_ }}"));
        return Assert.IsType<ErrorRecord>(caught.BaseObject);
    }

    /// <summary>Runs a command that is to go on after one error and to give nothing.</summary>
    public ErrorRecord NonTerminating(string command)
    {
        ScriptResult result = Capture($"{command}; 'went on'");
        Assert.Null(result.Ended);
        Assert.Equal("went on", Assert.Single(result.Texts));
        return Assert.Single(result.Errors);
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
        foreach (PlexSimulator other in _others)
            await other.DisposeAsync();
        await Server.DisposeAsync();
    }
}
