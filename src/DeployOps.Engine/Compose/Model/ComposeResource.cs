using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model;

/// <summary>A network, volume, secret or config of the outermost level.</summary>
/// <param name="Name">Its name in the files.</param>
/// <param name="Node">Everything it says; <see langword="null"/> when it says nothing.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeResource(string Name, ComposeMapping? Node, SourceLine Source)
{
    /// <summary>Whether it is made outside of the project.</summary>
    public bool IsExternal => Node?["external"] is ComposeMapping or ComposeScalar { Text: "true" };
}
