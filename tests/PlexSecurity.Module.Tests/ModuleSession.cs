using System.Management.Automation;
using System.Security;
using PlexSecurity.Module.Tests.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>A PowerShell engine with the module, and a stand-in server with its address and tokens in variables.</summary>
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

    /// <summary>Starts another server, with its address and token in $uri2 and $token2.</summary>
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

    /// <summary>Runs a script and returns the output of each stream.</summary>
    public ScriptResult Capture(string script) => ScriptResult.Of(Engine.Runspace, script);

    /// <summary>Starts a script without waiting for its end.</summary>
    public RunningScript Begin(string script) => new(Engine.Runspace, script);

    /// <summary>Runs a script that must not fail, and returns its output.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        ScriptResult result = Capture(script);
        if (result.Ended is not null)
            throw result.Ended;
        Assert.Empty(result.Errors);
        return result.Output;
    }

    /// <summary>Runs a script that must not fail, and returns its output as text.</summary>
    public string?[] Texts(string script) => [.. Run(script).Select(value => value?.ToString())];

    /// <summary>Runs a script that must not fail, and returns its single value as text.</summary>
    public string? Text(string script) => Assert.Single(Texts(script));

    /// <summary>Runs a command that must fail with a terminating error, which <c>catch</c> catches.</summary>
    public ErrorRecord Terminating(string command)
    {
        PSObject caught = Assert.Single(Run($"try {{ {command}; 'continued' }} catch {{ $_ }}"));
        return Assert.IsType<ErrorRecord>(caught.BaseObject);
    }

    /// <summary>Runs a command that must write one nonterminating error and no output.</summary>
    public ErrorRecord NonTerminating(string command)
    {
        ScriptResult result = Capture($"{command}; 'continued'");
        Assert.Null(result.Ended);
        Assert.Equal("continued", Assert.Single(result.Texts));
        return Assert.Single(result.Errors);
    }

    /// <summary>Runs a script like typed input and returns the text on the screen.</summary>
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
