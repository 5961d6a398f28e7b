using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Services that a release has and that are to have no container (<c>scale: 0</c>, <c>replicas: 0</c>): they have an image all the same.</summary>
internal static class RestingServices
{
    /// <summary>Those of the plan that an operation kept; none when it kept none that can be read.</summary>
    public static async Task<IReadOnlySet<string>> OfAsync(DeployProject project, long number, CancellationToken cancellationToken)
    {
        try
        {
            var path = new OperationFolder(project, number).Plan;
            var services = File.Exists(path) ? (await ComposePlan.ReadAsync(path, cancellationToken).ConfigureAwait(false)).Services : [];
            return services.Where(service => service.Containers == 0).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        }
        catch (ComposePlanInvalidException)
        {
            return new HashSet<string>();
        }
    }
}
