using DeployOps.Engine.Compose.Plans;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>A stack as it can run beside the live one without touching it: another name, other ports, empty volumes, networks of its own.</summary>
/// <param name="Plan">The copy.</param>
/// <param name="Notes">How it differs from the live one, one sentence each.</param>
internal sealed record RehearsalCopy(ComposePlan Plan, IReadOnlyList<string> Notes)
{
    private const string Mark = "-rehearsal-";

    /// <summary>A new name for a copy, by which anybody tells what it is.</summary>
    public static string NewName(string stack) => $"{stack}{Mark}{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Makes the copy.</summary>
    /// <param name="plan">The stack.</param>
    /// <param name="name">The copy's name.</param>
    /// <param name="exists">Whether the host has something under a path.</param>
    /// <exception cref="RehearsalNotPossibleException">A service would reach the live stack or take its ports.</exception>
    public static RehearsalCopy Of(ComposePlan plan, string name, Func<string, bool> exists)
    {
        foreach (var service in plan.Services)
        {
            if (WhyNot(service) is { } why)
            {
                throw new RehearsalNotPossibleException(service.Name, why);
            }
        }

        var copy = plan.Renamed(name).WithoutProfiles().WithoutLabels().WithPrivateBuilds().WithEphemeralPorts().WithFreshNetworks().WithFreshVolumes().WithReadOnlyBinds(exists);
        return new RehearsalCopy(copy, [.. NotesOf(plan, exists)]);
    }

    private static string? WhyNot(PlanService service) =>
        service.NetworkMode == "host" ? "has 'network_mode: host' and would take the live one's ports"
        : service.OutsideContainers.Count > 0 ? $"names a container of another stack in '{service.OutsideContainers[0]}'"
        : service.Binds.Any(path => path.EndsWith("docker.sock", StringComparison.Ordinal)) ? "is given the docker socket and would see and change the live stack"
        : null;

    private static IEnumerable<string> NotesOf(ComposePlan plan, Func<string, bool> exists)
    {
        foreach (var network in plan.Networks.Where(network => network.IsExternal))
        {
            yield return $"The external network {network.Name} was replaced by an empty one: what is reached through it was not there.";
        }

        foreach (var volume in plan.Volumes.Where(volume => volume.IsExternal))
        {
            yield return $"The external volume {volume.Name} was replaced by an empty one.";
        }

        foreach (var service in plan.Services.Where(service => service.Binds.Count > 0))
        {
            var (there, missing) = (service.Binds.Where(exists).ToList(), service.Binds.Where(path => !exists(path)).ToList());
            if (there.Count > 0)
            {
                yield return $"{service.Name} could only read {string.Join(", ", there)}.";
            }

            if (missing.Count > 0)
            {
                yield return $"{service.Name} had an empty volume in the place of {string.Join(", ", missing)}, which the host does not have.";
            }
        }
    }
}
