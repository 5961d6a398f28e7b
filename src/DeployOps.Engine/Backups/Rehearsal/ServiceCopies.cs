using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>Copies of the stack's own services: the image that runs, the same settings and login, on empty volumes and cut off from everything.</summary>
internal sealed class ServiceCopies(DeployProject project, BackupPorts ports, ProjectStores stores)
{
    private const string AnyTag = "deployops-proof";
    private static readonly TimeSpan ResolveLimit = TimeSpan.FromMinutes(1);

    /// <summary>The copy of a store's service; <see langword="null"/>, with the reason added, when it cannot be made.</summary>
    public async Task<ContainerPlan?> OfServiceAsync(StoreRecord record, List<string> reasons, CancellationToken cancellationToken)
    {
        var service = record.Service!;
        var variables = ports.ProcessEnvironment.GroupBy(variable => variable.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var inputs = ComposeInputs.Of(project, variables.GetValueOrDefault, tag: null);
        if (inputs.Files.Count == 0)
        {
            reasons.Add($"the set was made of service {service}, and the project has no compose files now");
            return null;
        }

        // The image is the one that runs, whatever the tag; compose only wants it to be set.
        var tag = inputs.Lookup(project.Tag.Variable) is { Length: > 0 } ? null : AnyTag;
        var target = ComposeTarget.Of(project, inputs, tag, stores.StackName);
        var plan = ComposePlan.Parse(await ports.Engine.Stacks.ResolveAsync(target, new CommandScope { Timeout = ResolveLimit }, cancellationToken).ConfigureAwait(false));
        if (plan.Find(service) is not { } found)
        {
            reasons.Add($"the compose files have no service {service} any longer");
            return null;
        }

        if (await ImageOfAsync(found, cancellationToken).ConfigureAwait(false) is not (var image, var shown))
        {
            reasons.Add($"no container of {service} is there, and its image {found.Image} is not on this machine");
            return null;
        }

        var logins = ThrowawayLogins.Of(record.Kind, service, stores.Stores.FirstOrDefault(store => store.Kind == record.Kind && store.Endpoint is not null), plan.EnvironmentOf(service));
        if (logins.Count == 0)
        {
            reasons.Add($"the login of service {service} is not known");
            return null;
        }

        var name = ProofNotes.NewName(stores.StackName);
        return new ContainerPlan(record.Kind, plan.Alone(service, name, image, IsFolder), logins, $"a copy of {service} in a container of {shown}", MayPull: false) { Lookup = inputs.Lookup };
    }

    // A socket or a device is neither: nothing of the host's may be reached through it.
    private static bool? IsFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return true;
        }

        try
        {
            return File.Exists(path) && (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.System)) == 0 && IsRegular(path) ? false : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsRegular(string path)
    {
        try
        {
            Files.RegularFile.Demand(path);
            return true;
        }
        catch (DeployOpsException)
        {
            return false;
        }
    }

    private async Task<(string Id, string Shown)?> ImageOfAsync(PlanService service, CancellationToken cancellationToken)
    {
        var live = stores.Containers.Where(container => container.Service == service.Name && !container.IsOneOff && !container.IsOwnRun)
            .OrderByDescending(container => container.State == ContainerState.Running).FirstOrDefault();
        if (live is not null)
        {
            return (live.ImageId, live.ImageReference.StartsWith("sha256:", StringComparison.Ordinal) || live.ImageReference.Length == 0 ? service.Image : live.ImageReference);
        }

        var ids = await ports.Engine.Images.IdsAsync([service.Image], cancellationToken).ConfigureAwait(false);
        return ids.TryGetValue(service.Image, out var id) ? (id, service.Image) : null;
    }
}
