using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

namespace PlexSecurity.Module.Tests.Engine;

/// <summary>The PowerShell engine with the built module, and its output as text.</summary>
internal sealed class PowerShellEngine : IDisposable
{
    public const int TerminalWidth = 80;

    private readonly Runspace _runspace;

    public PowerShellEngine(TextWriter output, string modulePath)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        state.ImportPSModule([modulePath]);
        _runspace = RunspaceFactory.CreateRunspace(new TextHost(output, TerminalWidth), state);
        _runspace.Open();
    }

    /// <summary>The manifest of the built module.</summary>
    public static string BuiltModule { get; } = Path.Combine(
        typeof(PowerShellEngine)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "ModulePath")
            .Value!,
        "PlexSecurity.psd1");

    public Runspace Runspace => _runspace;

    public void SetVariable(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script like typed input: shows output and errors in order.</summary>
    /// <returns>The error that ended the script, or null.</returns>
    public ErrorRecord? Show(string script)
    {
        try
        {
            Invoke(script, show: true);
            return null;
        }
        catch (RuntimeException failure)
        {
            using PowerShell shell = PowerShell.Create(_runspace);
            shell.AddCommand("Out-Default").AddParameter("InputObject", failure.ErrorRecord).Invoke();
            return failure.ErrorRecord;
        }
    }

    /// <summary>Runs a script and returns its output.</summary>
    /// <exception cref="RuntimeException">An error ended the script.</exception>
    public Collection<PSObject> Invoke(string script) => Invoke(script, show: false);

    public void Dispose() => _runspace.Dispose();

    private Collection<PSObject> Invoke(string script, bool show)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        if (show)
        {
            shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            shell.AddCommand("Out-Default");
        }

        return shell.Invoke();
    }
}
