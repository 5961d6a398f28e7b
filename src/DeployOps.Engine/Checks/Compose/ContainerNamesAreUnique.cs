using DeployOps.Engine.Checks.Compose.Facts;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>The second container fails to start.</summary>
/// <remarks>Source: compose specification, 05-services: container_name; dclint no-duplicate-container-names.</remarks>
public sealed class ContainerNamesAreUnique : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM073", "No container name is used twice", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: container_name; dclint no-duplicate-container-names");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        var named = compose.Model.ActiveServices.Where(service => service.ContainerName is not null).GroupBy(service => service.ContainerName!.Text, StringComparer.Ordinal);
        foreach (var same in named.Where(group => group.Count() > 1))
        {
            foreach (var service in same.Skip(1))
            {
                yield return Fail(compose, service.Name, service.ContainerName!.Source, $"{same.First().Name} has the same container_name", "Give each its own, or remove it: compose makes unique names.");
            }
        }
    }
}
