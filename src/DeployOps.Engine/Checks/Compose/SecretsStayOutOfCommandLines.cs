using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A variable that compose puts into a command shows in <c>docker inspect</c> and in the process list.</summary>
/// <remarks>Source: Docker documentation, docker inspect and docker top; OWASP Docker Security Cheat Sheet.</remarks>
public sealed class SecretsStayOutOfCommandLines : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM037", "No secret is put into a command line", CheckFamily.Compose, Severity.P2, "PA10", "Docker documentation, docker inspect and docker top; OWASP Docker Security Cheat Sheet");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var text in service.CommandLine.Concat(service.Healthcheck?.Test ?? []))
        {
            if (LiteralSecret.VariablesIn(text.Template).FirstOrDefault() is { } name)
            {
                yield return Warn(
                    compose, service.Name, text.Source, $"compose puts {EnvKeys.Display(name)} into the command line, where docker inspect and the process list show it",
                    "Give it as an environment variable and let the shell inside put it in ($$NAME), or use a file.");
            }
        }
    }
}
