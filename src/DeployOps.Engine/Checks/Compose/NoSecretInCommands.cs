using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Looks at command, entrypoint, healthcheck test and labels of every service.</summary>
/// <remarks>Source: seed 000, PA10; CWE-798.</remarks>
public sealed class NoSecretInCommands : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM035", "No secret is written into a command, a label or a healthcheck", CheckFamily.Compose, Severity.P0, "PA10", "seed 000, PA10; CWE-798");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        foreach (var service in compose.Model.Services)
        {
            var texts = service.CommandLine.Concat(service.Healthcheck?.Test ?? []).ToList();
            var found = texts.Where((text, index) => LiteralSecret.IsInCommand(index > 0 ? $"{texts[index - 1].Template} {text.Template}" : text.Template)).Select(text => text.Source);
            var labels = service.Labels.Where(label => label.Value is { } value && LiteralSecret.Is(label.Name, value.Template)).Select(label => label.Source);
            foreach (var place in found.Concat(labels).DistinctBy(place => place.Line))
            {
                yield return Fail(
                    compose, service.Name, place, "a secret is written into the compose file, and shows in docker inspect and in the process list",
                    "Take it from the environment inside the container ($$NAME), or from a file; change the secret.");
            }
        }
    }
}
