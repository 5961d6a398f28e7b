using System.Reflection;
using System.Runtime.Loader;

namespace DeployOps.HelpBuilder.Cmdlets;

/// <summary>Loads an assembly together with what lies beside it.</summary>
internal sealed class FolderLoadContext(string assembly) : AssemblyLoadContext(nameof(FolderLoadContext), isCollectible: true)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(assembly))!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_folder, $"{assemblyName.Name}.dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
