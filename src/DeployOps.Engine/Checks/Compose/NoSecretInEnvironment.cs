using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Looks at every service, those of profiles that are switched off included: the file is in the repository all the same.</summary>
/// <remarks>Source: seed 000, PA10; Docker documentation, Use secrets in Compose.</remarks>
public sealed class NoSecretInEnvironment : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM032", "No secret is written into environment", CheckFamily.Compose, Severity.P0, "PA10", "seed 000, PA10; Docker documentation, Use secrets in Compose");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        foreach (var service in compose.Model.Services)
        {
            foreach (var variable in service.Environment.Where(variable => variable.Value is { } value && LiteralSecret.Is(variable.Name, value.Template)))
            {
                yield return Fail(
                    compose, $"{service.Name}.{EnvKeys.Display(variable.Name)}", variable.Source, "a secret is written into the compose file",
                    $"Write ${{{EnvKeys.Display(variable.Name)}:?}} and put the value into the environment file; change the secret, because it is in the history.");
            }
        }
    }
}
