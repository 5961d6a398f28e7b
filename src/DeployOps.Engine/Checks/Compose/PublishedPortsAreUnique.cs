using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Reading;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>The second container fails to start, after the first is already replaced.</summary>
/// <remarks>Source: Docker documentation, Port publishing; dclint no-duplicate-exported-ports.</remarks>
public sealed class PublishedPortsAreUnique : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM052", "No port of the host is published twice", CheckFamily.Compose, Severity.P0, "RB4", "Docker documentation, Port publishing; dclint no-duplicate-exported-ports");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        var taken = new List<(string Service, ComposePort Port, int Low, int High)>();
        foreach (var service in compose.Model.ActiveServices)
        {
            foreach (var port in service.Ports)
            {
                if (ComposePortReader.Range(port.Published) is not { } range || (range.Low != range.High && port.Published.Contains('-', StringComparison.Ordinal)))
                {
                    // Docker chooses a free one of a range.
                    continue;
                }

                if (taken.Find(other => other.Low <= range.High && range.Low <= other.High && Clashes(other.Port, port)) is { Service: not null } first)
                {
                    yield return Fail(compose, service.Name, port.Source, $"port {port.Published} of the host is published by {first.Service} already", "Publish it once.");
                }

                taken.Add((service.Name, port, range.Low, range.High));
            }
        }
    }

    private static bool Clashes(ComposePort one, ComposePort other) =>
        one.Protocol == other.Protocol && (one.IsOnAllInterfaces || other.IsOnAllInterfaces || one.HostAddress == other.HostAddress);
}
