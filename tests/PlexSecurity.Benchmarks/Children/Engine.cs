using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>The PowerShell engine with nothing imported; the first error ends a script.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Set("ErrorActionPreference", "Stop");
    }

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    public Collection<PSObject> Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        return shell.AddScript(script).Invoke();
    }

    /// <summary>Runs a script and gives its time in milliseconds.</summary>
    public double Time(string script)
    {
        long start = Stopwatch.GetTimestamp();
        Run(script);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Imports the module and connects to the server of this process.</summary>
    public void Connect()
    {
        Import(Places.Module);
        Run("Connect-PlexServer -FromEnvironment -MaximumRetryCount 0");
    }

    public void Import(string manifest) => Run($"Import-Module '{manifest}'");

    public void Dispose() => _runspace.Dispose();
}
