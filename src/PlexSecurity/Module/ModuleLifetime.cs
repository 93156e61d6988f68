using System.Management.Automation;
using PlexSecurity.Module;
using PlexSecurity.Sessions;

namespace PlexSecurity;

/// <summary>What is done when the module is imported (nothing that reads a file or a network) and removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Prepares Windows PowerShell to find the assemblies beside this one.</summary>
    public void OnImport() => DependencyResolver.Register();

    /// <summary>Ends the sessions of the runspace and undoes <see cref="OnImport"/>.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        SessionStore<PlexServerSession>.OfThisRunspace.DisconnectAll();
        SessionStore<PlexAccountSession>.OfThisRunspace.DisconnectAll();
        DependencyResolver.Unregister();
    }
}
