using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Compose refuses a circle.</summary>
/// <remarks>Source: compose specification, 05-services: depends_on.</remarks>
public sealed class DependenciesDoNotCircle : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM072", "Services do not wait for each other in a circle", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: depends_on");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in compose.Model.ActiveServices)
        {
            if (Circle(start, compose.Model, done) is { } found)
            {
                yield return Fail(
                    compose, found.Services[0], found.Place, $"services wait for each other in a circle: {string.Join(" → ", found.Services.Append(found.Services[0]))}",
                    "Take one of these dependencies away.");
            }
        }
    }

    /// <summary>Walks without calling itself, because a chain may be as long as there are services.</summary>
    private static (IReadOnlyList<string> Services, SourceLine Place)? Circle(ComposeService start, ComposeModel model, HashSet<string> done)
    {
        var path = new List<string>();
        var open = new Stack<(ComposeService Service, int Next)>();
        open.Push((start, 0));
        while (open.TryPop(out var step))
        {
            var (service, next) = step;
            if (next == 0)
            {
                if (!done.Add(service.Name))
                {
                    continue;
                }

                path.Add(service.Name);
            }

            if (next >= service.Dependencies.Count)
            {
                path.RemoveAt(path.Count - 1);
                continue;
            }

            open.Push((service, next + 1));
            var dependency = service.Dependencies[next];
            var at = path.IndexOf(dependency.Service);
            if (at >= 0)
            {
                return (path[at..], dependency.Source);
            }

            if (model.Service(dependency.Service) is { } other)
            {
                open.Push((other, 0));
            }
        }

        return null;
    }
}
