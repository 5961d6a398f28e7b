using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>The state of the containers: <c>docker compose ps</c> of the runbook, with what <c>docker inspect</c> knows besides.</summary>
internal sealed class ContainersLook : IDiagnosisLook
{
    public int Order => 1;

    public string Title => "containers";

    public async Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        foreach (var container in context.Containers)
        {
            var isBad = ContainerFaults.IsBad(container, context);
            notes.See($"{(isBad ? "bad: " : "")}{container.Name}: {Describe(container)}");
            foreach (var suspicion in isBad ? Judge(context, container) : [])
            {
                notes.Suspect(suspicion with { Container = container.Name });
            }
        }

        await MissingAsync(context, notes, cancellationToken).ConfigureAwait(false);
    }

    private static string Describe(StackContainer container) => string.Join(", ", new[]
    {
        container.State.ToString().ToLowerInvariant(),
        container.Health == ContainerHealth.None ? "" : container.Health.ToString().ToLowerInvariant(),
        container.State is ContainerState.Exited or ContainerState.Restarting ? $"exit code {container.ExitCode}" : "",
        container.RestartCount > 0 ? $"restarted {Times(container.RestartCount)}" : "",
        container.IsOutOfMemory ? "out of memory" : "",
        container.StartError.Length > 0 ? "could not be started" : "",
    }.Where(part => part.Length > 0));

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static IEnumerable<Suspicion> Judge(DiagnosisContext context, StackContainer container)
    {
        var service = container.Service;
        if (container.IsOutOfMemory)
        {
            var limit = container.MemoryLimit > 0 ? $" Its limit is {container.MemoryLimit / 1024 / 1024} MiB." : "";
            yield return new Suspicion(service, DiagnosisCause.OutOfMemory, container.State == ContainerState.Running ? 80 : 97, $"The kernel ended a process of it for lack of memory.{limit}");
        }

        if (container.StartError.Length > 0 && container.State is ContainerState.Created or ContainerState.Exited or ContainerState.Dead)
        {
            yield return OfStartError(context, container);
        }
        else if (container.State == ContainerState.Created)
        {
            yield return new Suspicion(service, DiagnosisCause.NotStarted, 35, "Its container was made and not started: what it waits for, or another service before it, failed.") { IsGeneral = true };
        }
        else if (container.State == ContainerState.Running && container.Health == ContainerHealth.Unhealthy)
        {
            yield return HealthcheckVerdict.Of(context, container);
        }
        else if (!container.IsOutOfMemory && (container.State is ContainerState.Exited or ContainerState.Restarting or ContainerState.Dead || ContainerFaults.IsLooping(container, context)))
        {
            yield return OfExit(context, container);
        }
        else if (container.State is ContainerState.Paused or ContainerState.Removing or ContainerState.Unknown)
        {
            yield return new Suspicion(service, DiagnosisCause.Stopped, 60, $"Its container is {container.State.ToString().ToLowerInvariant()}.");
        }
    }

    private static Suspicion OfStartError(DiagnosisContext context, StackContainer container)
    {
        var error = context.Text.Masked(container.StartError);
        return ErrorRules.Best(error) is { } match
            ? new Suspicion(container.Service, match.Rule.Cause, match.Rule.Confidence, $"Docker could not start it: {match.Explain()}") { FirstError = error, Subject = match.Subject }
            : new Suspicion(container.Service, DiagnosisCause.CrashAtStart, 60, "Docker could not start it.") { FirstError = error };
    }

    private static Suspicion OfExit(DiagnosisContext context, StackContainer container)
    {
        var loop = container.RestartCount > 0 ? $" Its restart policy started it again {Times(container.RestartCount)}." : "";
        var (isStore, isMigration) = (context.RoleOf(container.Service) == ServiceRole.Store, ExitVerdict.IsMigration(context, container.Service));

        // Of one that was started again a moment ago docker no longer knows how it ended.
        var suspicion = container.State == ContainerState.Running
            ? ExitVerdict.OfLoop(container.Service, isStore, isMigration)
            : ExitVerdict.Of(container, isStore, isMigration);
        return suspicion with { Explanation = suspicion.Explanation + loop };
    }

    private static async Task MissingAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        var missing = (context.Model?.ActiveServices ?? []).Where(service => service.Replicas?.Text != "0" && !context.ContainersOf(service.Name).Any()).ToList();
        var images = missing.Select(service => ServiceImage.Of(service, context.StackName)).Where(image => image.Length > 0).Distinct().ToList();
        var present = images.Count == 0 ? new Dictionary<string, string>() : await context.Engine.Images.IdsAsync(images, cancellationToken).ConfigureAwait(false);
        foreach (var service in missing)
        {
            var image = ServiceImage.Of(service, context.StackName);
            var isImageMissing = image.Length > 0 && !present.ContainsKey(image);
            notes.SeeBad($"bad: {service.Name}: no container{(isImageMissing ? $", and no image {image} on this machine" : "")}");
            notes.Suspect(isImageMissing
                ? new Suspicion(service.Name, DiagnosisCause.ImageMissing, 88, $"It has no container, and the image '{image}' is not on this machine: it was not {(service.Build is null ? "pulled" : "built")} under this tag.") { Subject = image }
                : context.RoleOf(service.Name) == ServiceRole.Store
                    ? new Suspicion(service.Name, DiagnosisCause.DatabaseDown, 75, "It holds data and has no container.")
                    : new Suspicion(service.Name, DiagnosisCause.NotCreated, 40, "It has no container: the stack was not brought up wholly.") { IsGeneral = true });
        }
    }
}
