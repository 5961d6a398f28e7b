using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Loading;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Docker makes an empty folder in the place of a missing file.</summary>
/// <remarks>Source: compose specification, 08-configs and 09-secrets.</remarks>
public sealed class SecretFilesExist : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM077", "The file of every secret and config exists", CheckFamily.Compose, Severity.P0, "RB4 PA10", "compose specification, 08-configs and 09-secrets");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        var used = compose.Model.ActiveServices.SelectMany(service => service.Secrets.Concat(service.Configs)).Select(reference => reference.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in compose.Model.Secrets.Values.Concat(compose.Model.Configs.Values).Where(resource => used.Contains(resource.Name)))
        {
            if (resource.Node?.Scalar("file") is { } file && ComposePaths.Full(file) is var path && !ComposePaths.IsForeign(path) && !File.Exists(path))
            {
                yield return Fail(compose, resource.Name, file.Source, "its file does not exist", "Create the file, readable by its owner alone, or correct the path.");
            }
        }
    }
}
