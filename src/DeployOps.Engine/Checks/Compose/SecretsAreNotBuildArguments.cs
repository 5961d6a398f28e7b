using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Also a secret that comes from a variable stays in the image history when it is an argument.</summary>
/// <remarks>Source: Docker documentation, Build secrets: arguments are not for secrets; docker history shows them.</remarks>
public sealed class SecretsAreNotBuildArguments : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM034", "No secret is handed to a build as an argument", CheckFamily.Compose, Severity.P1, "PA10 PA9", "Docker documentation, Build secrets: arguments are not for secrets; docker history shows them");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var argument in service.Build?.Arguments ?? [])
        {
            var isLiteral = argument.Value is { } value && LiteralSecret.Is(argument.Name, value.Template);
            if (!isLiteral && (SecretKeyNames.IsSecret(argument.Name) || LiteralSecret.VariablesIn(argument.Value?.Template ?? "").Any()))
            {
                yield return Fail(
                    compose, $"{service.Name}.{EnvKeys.Display(argument.Name)}", argument.Source, "a secret is handed to the build as an argument, which the image history keeps",
                    "Use a build secret (build.secrets, RUN --mount=type=secret).");
            }
        }
    }
}
