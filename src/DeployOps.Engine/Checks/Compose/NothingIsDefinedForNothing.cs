using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Structure;
using DeployOps.Engine.Compose.Model;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>What nothing uses is often a misspelt name.</summary>
/// <remarks>Source: compose specification, 06-networks to 09-secrets.</remarks>
public sealed class NothingIsDefinedForNothing : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM078", "Every network, volume, secret and config that is defined is used", CheckFamily.Compose, Severity.P2, "", "compose specification, 06-networks to 09-secrets");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        var model = compose.Model;
        return Unused("network", model.Networks, model.Services.SelectMany(service => service.Networks).Select(network => network.Name).Append("default"))
            .Concat(Unused("volume", model.Volumes, model.Services.SelectMany(service => service.Mounts).Select(mount => mount.From)))
            .Concat(Unused("secret", model.Secrets, model.Services.SelectMany(service => service.Secrets).Select(secret => secret.Name)))
            .Concat(Unused("config", model.Configs, model.Services.SelectMany(service => service.Configs).Select(config => config.Name)));

        IEnumerable<Finding> Unused(string kind, IReadOnlyDictionary<string, ComposeResource> defined, IEnumerable<string> used)
        {
            var names = used.ToHashSet(StringComparer.Ordinal);
            return defined.Values.Where(resource => !names.Contains(resource.Name)).Select(resource =>
                Warn(compose, ComposeSchemaWalk.Shown(resource.Name), resource.Source, $"no service uses this {kind}", "Remove it, or correct the name where it is used."));
        }
    }
}
