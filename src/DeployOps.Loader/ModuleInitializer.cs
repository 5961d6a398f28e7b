using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace DeployOps.Loader;

/// <summary>
/// Called by PowerShell when the module is imported and removed. It leads the default context's search for the engine
/// into <see cref="EngineLoadContext"/>, and reads nothing until a cmdlet needs it. It is an assembly of its own because
/// PowerShell looks at all cmdlets, whose parameters name types of the engine, before it calls their own initializer.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Engine = "DeployOps.Engine";
    private static readonly Lazy<EngineLoadContext> Context = new(() =>
        new EngineLoadContext(Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "engine")));

    /// <inheritdoc/>
    public void OnImport() => AssemblyLoadContext.Default.Resolving += ResolveEngine;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= ResolveEngine;

    private static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Engine ? Context.Value.LoadFromAssemblyName(name) : null;
}
