using System.Collections.ObjectModel;
using System.Management.Automation;
using PlexSecurity.Module.Tests.Engine;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>A PowerShell engine with the module, for commands and their help. It needs no server.</summary>
public sealed class HelpEngine : IDisposable
{
    private readonly StringWriter _screen = new();
    private readonly PowerShellEngine _engine;

    /// <summary>Starts an engine.</summary>
    public HelpEngine() => _engine = new PowerShellEngine(_screen, TestedModule.Manifest);

    /// <summary>Runs a script and returns its output.</summary>
    internal Collection<PSObject> Run(string script) => _engine.Invoke(script);

    /// <summary>Runs a script like typed input and returns the text on the screen.</summary>
    internal string Screen(string script)
    {
        _screen.GetStringBuilder().Clear();
        ErrorRecord? ended = _engine.Show(script);
        Assert.Null(ended);
        return _screen.ToString();
    }

    /// <summary>The names of the cmdlets, sorted.</summary>
    internal string[] Names() =>
        [.. Run("Get-Command -Module PlexSecurity").Select(command => ((CommandInfo)command.BaseObject).Name).Order()];

    internal CmdletInfo Command(string name) => (CmdletInfo)Assert.Single(Run($"Get-Command {name}")).BaseObject;

    /// <summary>The parameters of a cmdlet without the common ones.</summary>
    internal Dictionary<string, ParameterMetadata> Parameters(string name) => Command(name).Parameters
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Key))
        .ToDictionary(parameter => parameter.Key, parameter => parameter.Value);

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _screen.Dispose();
    }
}
