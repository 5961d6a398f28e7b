using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A missing file stops compose, unless it is marked <c>required: false</c>.</summary>
/// <remarks>Source: compose specification, 05-services: env_file.</remarks>
public sealed class EnvFilesExist : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM031", "Every environment file of a service exists", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: env_file");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var file in service.EnvFiles.Where(file => file.IsRequired && !File.Exists(file.FullPath)))
        {
            yield return Fail(compose, service.Name, file.Source, "the environment file does not exist", "Create it from its sample (New-EnvFile), or correct its name.");
        }
    }
}
