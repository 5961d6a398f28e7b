using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A build argument stands in the image history besides standing in the compose file.</summary>
/// <remarks>Source: Docker documentation, Build secrets: arguments are not for secrets.</remarks>
public sealed class NoSecretInBuildArguments : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM033", "No secret is written into build arguments", CheckFamily.Compose, Severity.P0, "PA10", "Docker documentation, Build secrets: arguments are not for secrets");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        foreach (var service in compose.Model.Services)
        {
            foreach (var argument in service.Build?.Arguments.Where(argument => argument.Value is { } value && LiteralSecret.Is(argument.Name, value.Template)) ?? [])
            {
                yield return Fail(
                    compose, $"{service.Name}.{EnvKeys.Display(argument.Name)}", argument.Source, "a secret is written into a build argument, and so into the history of the image",
                    "Use a build secret (build.secrets, RUN --mount=type=secret); change the secret.");
            }
        }
    }
}
