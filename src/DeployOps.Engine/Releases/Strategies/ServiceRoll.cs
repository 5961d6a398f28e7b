using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>
/// Rolls one service: new containers start beside the old ones, turn healthy, and only then the old ones are drained, stopped and removed.
/// What is new and what is old is told by looking, so that a roll that was killed goes on where it was.
/// </summary>
internal sealed class ServiceRoll(StrategyContext context, PlanService service, string hash)
{
    private static readonly TimeSpan CleanUp = TimeSpan.FromMinutes(2);

    public PlanService Service => service;

    /// <summary>Whether containers of it run that are not as they should be. Without any there is nothing to keep answering.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        (await LookAsync(cancellationToken).ConfigureAwait(false)).Any(container => Serves(container) && !IsNew(container));

    /// <exception cref="UpStrategyException">The new containers did not turn healthy; they are gone, and the old ones run.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = await LookAsync(cancellationToken).ConfigureAwait(false);
        await context.Engine.Containers.RemoveAsync([.. before.Where(container => !Serves(container)).Select(container => container.Id)], cancellationToken).ConfigureAwait(false);
        var serving = before.Where(Serves).ToList();
        try
        {
            await StartAsync(serving, cancellationToken).ConfigureAwait(false);
            await WatchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UpStrategyException failure)
        {
            throw new UpStrategyException(failure.Message, failure.RecommendedAction, await TakeBackAsync(serving).ConfigureAwait(false), failure);
        }
        catch
        {
            await TakeBackAsync(serving).ConfigureAwait(false);
            throw;
        }

        context.Say($"the new containers are healthy; the old ones run {context.Settings.Of(service.Name).Drain.TotalSeconds:0.#} s longer", service.Name);
        await Task.Delay(context.Settings.Of(service.Name).Drain, context.Time, cancellationToken).ConfigureAwait(false);
        await EndOldAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(List<StackContainer> serving, CancellationToken cancellationToken)
    {
        var missing = service.Containers - serving.Count(IsNew);
        if (missing > 0)
        {
            context.Say($"{missing} new container(s) start beside {serving.Count} running", service.Name);
            var options = new UpOptions { Services = [service.Name], KeepExisting = true, Scale = new Dictionary<string, int> { [service.Name] = serving.Count + missing } };
            await context.Engine.Stacks.UpAsync(context.Target, options, context.Scope, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var watch = new HealthWatch(ChosenContainers.Where(context.Engine.Containers, container => container.Service == service.Name && IsNew(container))) { Time = context.Time };
        var result = await watch.WaitAsync(
            new HealthWatchRequest
            {
                Project = context.Target.Name,
                Services = [new ExpectedService(service.Name, service.Containers)],
                Timeout = context.HealthTimeout,
                Stability = context.Stability,
                OnChange = seen => context.Say($"new container: {seen.Verdict.ToString().ToLowerInvariant()}{(seen.Detail.Length > 0 ? $", {seen.Detail}" : "")}", seen.Service),
            },
            cancellationToken).ConfigureAwait(false);
        if (!result.IsHealthy)
        {
            throw new UpStrategyException(
                $"The new containers of {service.Name} did not turn healthy: {result.Reason} They were removed; the old ones were never stopped.",
                "Look at what they wrote, and release again when it is fixed.");
        }
    }

    private async Task EndOldAsync(CancellationToken cancellationToken)
    {
        var old = (await LookAsync(cancellationToken).ConfigureAwait(false)).Where(container => !IsNew(container)).Select(container => container.Id).ToList();
        context.Say($"{old.Count} old container(s) end", service.Name);
        await context.Engine.Containers.StopAsync(old, grace: null, cancellationToken).ConfigureAwait(false);
        await context.Engine.Containers.RemoveAsync(old, cancellationToken).ConfigureAwait(false);
        var left = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (left.Count(container => IsNew(container) && Serves(container)) < service.Containers || left.Any(container => !IsNew(container)))
        {
            throw new UpStrategyException(
                $"After the roll of {service.Name} something else runs than the {service.Containers} new container(s).",
                "Look whether somebody else changes the stack at the same time.");
        }
    }

    // Nothing is to be left half done because the caller gave up: this has a time limit of its own.
    private async Task<string> TakeBackAsync(List<StackContainer> serving)
    {
        using var limit = new CancellationTokenSource(CleanUp);
        var kept = serving.Where(container => !IsNew(container)).Select(container => container.Id).ToHashSet(StringComparer.Ordinal);
        try
        {
            var failed = (await LookAsync(limit.Token).ConfigureAwait(false)).Where(container => !kept.Contains(container.Id)).ToList();
            var output = await StrategyEvidence.OfAsync(context, failed, limit.Token).ConfigureAwait(false);
            await context.Engine.Containers.RemoveAsync([.. failed.Select(container => container.Id)], limit.Token).ConfigureAwait(false);
            return output;
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException)
        {
            context.Say($"the new containers could not be removed: {failure.Message}", service.Name);
            return "";
        }
    }

    private async Task<List<StackContainer>> LookAsync(CancellationToken cancellationToken) =>
        [.. (await context.Engine.Containers.OfProjectAsync(context.Target.Name, cancellationToken).ConfigureAwait(false)).Where(container => container.Service == service.Name && !container.IsOneOff)];

    private static bool Serves(StackContainer container) => container.State is ContainerState.Running or ContainerState.Restarting or ContainerState.Paused;

    private bool IsNew(StackContainer container) =>
        container.ConfigurationHash == hash && (!context.WantedImages.TryGetValue(service.Name, out var image) || container.ImageId == image);
}
