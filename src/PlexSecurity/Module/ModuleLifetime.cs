using System.Management.Automation;
using PlexSecurity.Module;
using PlexSecurity.Sessions;

namespace PlexSecurity;

/// <summary>Handles import and removal of the module. Import accesses no files and no network.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Registers the assembly resolver for Windows PowerShell.</summary>
    public void OnImport() => DependencyResolver.Register();

    /// <summary>Closes the sessions of the runspace and reverts <see cref="OnImport"/>.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        SessionStore<PlexServerSession>.Current.DisconnectAll();
        SessionStore<PlexAccountSession>.Current.DisconnectAll();
        DependencyResolver.Unregister();
    }
}
