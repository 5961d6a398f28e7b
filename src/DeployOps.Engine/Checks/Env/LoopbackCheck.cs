using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;

namespace DeployOps.Engine.Checks.Env;

/// <summary>No endpoint points at the machine itself (seed 000, 1-1): inside a container that is the container.</summary>
public sealed class LoopbackCheck : ProductionEnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV030", "No endpoint points at this machine", CheckFamily.Env, Severity.P0, "PA1", "seed 000, 1-1; RFC 6890, RFC 4291, RFC 6761");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(entry => EndpointKeys.Urls.Holds(entry.Key) || EndpointKeys.Hosts.Holds(entry.Key) || EndpointKeys.Origins.Holds(entry.Key)))
            {
                foreach (var kind in Endpoints.LocalKinds(entry.Value!))
                {
                    // The machine around the container is another place, yet the store is not the separate server that is asked for.
                    yield return kind == LocalHostKind.ContainerHost
                        ? Warn(file, entry, Endpoints.Describe(kind), "Name the store's own server, or its compose service.")
                        : Fail(file, entry, Endpoints.Describe(kind), "Name the server, or the compose service; inside a container this is the container itself.");
                }
            }
        }
    }
}
