using System.Reflection;
using System.Runtime.Loader;

namespace DeployOps.Loader;

/// <summary>
/// Holds the engine and its packages apart from those of other modules, so that another module's YamlDotNet never meets
/// ours. Only the cmdlets' own assembly lives in PowerShell's default context.
/// </summary>
internal sealed class EngineLoadContext(string folder) : AssemblyLoadContext("DeployOps")
{
    /// <summary>The folder of the engine, beside the cmdlets' assembly.</summary>
    public string Folder { get; } = folder;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(Folder, $"{assemblyName.Name}.dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
