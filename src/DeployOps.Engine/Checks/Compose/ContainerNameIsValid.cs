using System.Text.RegularExpressions;
using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>The engine refuses other names when the container is made.</summary>
/// <remarks>Source: compose specification, 05-services: container_name; dclint service-container-name-regex.</remarks>
public sealed class ContainerNameIsValid : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM075", "Every container name is one docker allows", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: container_name; dclint service-container-name-regex");

    private static readonly Regex Allowed = new("^/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.ContainerName is { Text.Length: > 0 } name && !Allowed.IsMatch(name.Text))
        {
            yield return Fail(compose, service.Name, name.Source, "docker does not allow this container name", "Use letters, digits, '_', '.' and '-', two at least.");
        }
    }
}
