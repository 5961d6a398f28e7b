using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>
/// The engine as a whole stack is seen through it: the containers of a stack's own project, with those of blue-green services taken from
/// the color that is live. For whoever asks what runs and whether it is well.
/// </summary>
public static class LiveContainers
{
    /// <summary>The engine seen so; the engine itself when no service goes by blue-green.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="project">The project.</param>
    /// <param name="stack">The compose project's name.</param>
    public static StackEngine Of(StackEngine engine, DeployProject project, string stack)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(project);
        var services = project.Release.Services.Where(service => service.Strategy == ReleaseStrategy.BlueGreen).Select(service => service.Service).ToHashSet(StringComparer.Ordinal);
        return services.Count == 0 ? engine : engine with { Containers = new ChosenContainers(engine.Containers, ChooseAsync) };

        async Task<IReadOnlyList<StackContainer>> ChooseAsync(string asked, IReadOnlyList<StackContainer> all, CancellationToken cancellationToken)
        {
            if (asked != stack)
            {
                return all;
            }

            var found = new Dictionary<ReleaseColor, IReadOnlyList<StackContainer>> { [ReleaseColor.Plain] = [.. all.Where(container => services.Contains(container.Service))] };
            foreach (var color in new[] { ReleaseColor.Blue, ReleaseColor.Green })
            {
                found[color] = [.. (await engine.Containers.OfProjectAsync(Colors.NameOf(stack, color), cancellationToken).ConfigureAwait(false)).Where(container => services.Contains(container.Service))];
            }

            var look = new ColorLook(found);
            var live = look.Live(ColorRecord.Read(project, stack)) ?? ReleaseColor.Plain;
            return [.. all.Where(container => !services.Contains(container.Service)).Concat(look.Of(live)).OrderBy(container => container.Service, StringComparer.Ordinal).ThenBy(container => container.Number)];
        }
    }
}
