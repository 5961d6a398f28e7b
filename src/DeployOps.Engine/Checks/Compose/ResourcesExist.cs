using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Structure;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Compose refuses a name that nothing is defined under.</summary>
/// <remarks>Source: compose specification, 06-networks to 09-secrets.</remarks>
public sealed class ResourcesExist : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM071", "Every network, volume, secret and config that is used is defined", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 06-networks to 09-secrets");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        var model = compose.Model;
        var volumes = service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Volume && mount.From.Length > 0).Select(mount => new ComposeReference(mount.From, mount.Source));
        return Missing("network", service.Networks.Where(network => network.Name != "default"), model.Networks)
            .Concat(Missing("volume", volumes, model.Volumes))
            .Concat(Missing("secret", service.Secrets, model.Secrets))
            .Concat(Missing("config", service.Configs, model.Configs));

        IEnumerable<Finding> Missing(string kind, IEnumerable<ComposeReference> used, IReadOnlyDictionary<string, ComposeResource> defined) =>
            used.Where(reference => !defined.ContainsKey(reference.Name)).Select(reference => Fail(
                compose, service.Name, reference.Source, $"the {kind} {ComposeSchemaWalk.Shown(reference.Name)} is defined nowhere",
                NearestName.Of(reference.Name, defined.Keys) is { } near ? $"Did you mean '{near}'?" : $"Define it under '{kind}s'."));
    }
}
