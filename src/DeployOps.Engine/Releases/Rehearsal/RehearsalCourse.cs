using System.Text;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Redaction.Escapes;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>The steps of a rehearsal, on the copy alone.</summary>
internal sealed class RehearsalCourse(ReleaseSession session, RehearsalOptions options, OperationSteps steps, RehearsalStack stack, OperationFolder folder, string tag)
{
    private const int LogLines = 500;

    /// <summary>The images that the copy was made of.</summary>
    public IReadOnlyList<ReleaseImage> Images { get; private set; } = [];

    /// <summary>The services of the copy, as they were seen last.</summary>
    public IReadOnlyList<ServiceRelease> Services { get; private set; } = [];

    public SmokeReport? Smoke { get; private set; }

    public async Task RunAsync(ComposePlan plan, ReleaseOperation? live, CancellationToken cancellationToken)
    {
        var images = new RehearsalImages(session, stack);
        var named = options.NoBuild ? plan.WithoutBuilds() : images.Named(plan);
        var target = stack.Write(named, "", session.Inputs(tag).Lookup);
        await steps.SkipAsync(ReleaseStep.Preflight, "the gate has a command of its own: Invoke-Preflight (deployops preflight)").ConfigureAwait(false);
        await steps.RunAsync(
            ReleaseStep.Build,
            options.NoBuild ? "looking for the images" : "building the images under names of the copy's own",
            async () =>
            {
                (Images, var detail) = await images.BuildAsync(named, target, cancellationToken).ConfigureAwait(false);
                return detail;
            }).ConfigureAwait(false);
        await MigrateAsync(MigrationMoment.Before, ReleaseStep.MigrateBefore, named, target, cancellationToken).ConfigureAwait(false);
        var since = session.Now;
        await steps.RunAsync(ReleaseStep.Up, $"starting {stack.Name}", () => UpAsync(named, target, cancellationToken)).ConfigureAwait(false);
        await MigrateAsync(MigrationMoment.After, ReleaseStep.MigrateAfter, named, target, cancellationToken).ConfigureAwait(false);
        await steps.RunAsync(ReleaseStep.Healthy, "waiting until everything is healthy", () => HealthyAsync(ReleaseStep.Healthy, ExpectedOf(named), Images, cancellationToken)).ConfigureAwait(false);
        await SmokeAsync(since, cancellationToken).ConfigureAwait(false);
        await GoBackAsync(named, live, images, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at the copy once more, and keeps what its services wrote when it failed: afterwards it is gone.</summary>
    public async Task KeepWhatIsKnownAsync(bool hasFailed)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            var containers = await session.Engine.Containers.OfProjectAsync(stack.Name, patience.Token).ConfigureAwait(false);
            Services = Services.Count > 0 ? Services : Compare(Images, containers);
            foreach (var service in hasFailed ? containers.GroupBy(container => container.Service, StringComparer.Ordinal) : [])
            {
                var text = new StringBuilder();
                foreach (var container in service)
                {
                    var log = await session.Engine.Containers.LogsAsync(container.Id, LogLines, since: null, withTimes: true, patience.Token).ConfigureAwait(false);
                    text.Append("== ").Append(container.Name).Append('\n').Append(session.Redact(TerminalText.Plain(log.Reveal())));
                }

                OperationFolder.Write(folder.LogOf(service.Key), Encoding.UTF8.GetBytes(text.ToString()));
            }
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            session.Output.Say($"The logs of {stack.Name} could not be kept: {FailureTexts.Of(failure, session.Redact)}");
        }
    }

    private async Task<string> UpAsync(ComposePlan plan, ComposeTarget target, CancellationToken cancellationToken)
    {
        session.Output.Say($"docker compose --project-name {stack.Name} up --detach --no-build");
        await session.Engine.Stacks.UpAsync(target, new UpOptions { RemoveOrphans = true }, session.Scope(session.Project.Release.UpTimeout), cancellationToken).ConfigureAwait(false);
        return $"{plan.Services.Count} services";
    }

    private List<ExpectedService> ExpectedOf(ComposePlan plan) =>
    [
        .. plan.Services.Where(service => service.Containers > 0).Select(service => new ExpectedService(
            service.Name,
            service.Containers,
            session.Project.Compose.OneShot.Contains(service.Name) || plan.Services.Any(other => other.AwaitedToEnd.Contains(service.Name)))),
    ];

    private async Task<string> HealthyAsync(ReleaseStep step, List<ExpectedService> expected, IReadOnlyList<ReleaseImage> wanted, CancellationToken cancellationToken)
    {
        var result = await new HealthWatch(session.Engine.Containers) { Time = session.Ports.Time }.WaitAsync(
            new HealthWatchRequest
            {
                Project = stack.Name,
                Services = expected,
                Timeout = session.Settings.HealthTimeout,
                Stability = session.Settings.Stability,
                OnChange = seen => session.Say(step, StepOutcome.Unfinished, $"{seen.Service}: {seen.Verdict.ToString().ToLowerInvariant()}{(seen.Detail.Length > 0 ? $", {seen.Detail}" : "")}", seen.Service),
            },
            cancellationToken).ConfigureAwait(false);
        var containers = await session.Engine.Containers.OfProjectAsync(stack.Name, cancellationToken).ConfigureAwait(false);
        var services = Compare(wanted, containers);
        Services = step == ReleaseStep.Healthy ? services : Services;
        if (!result.IsHealthy)
        {
            var lost = result.Services.FirstOrDefault(service => !service.IsGood)?.Service;
            throw new StepFailedException(result.Reason, $"Look at {folder.Shown}/logs, correct it and rehearse again.", await LastLineAsync(containers.FirstOrDefault(container => container.Service == lost), cancellationToken).ConfigureAwait(false));
        }

        var names = expected.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        return services.Where(service => names.Contains(service.Service) && !service.IsAsWanted).Select(service => service.Service).ToList() is { Count: > 0 } wrong
            ? throw new StepFailedException($"Another image runs than the wanted one in {string.Join(", ", wrong)}.", "Look whether somebody else builds or changes the copy at the same time.")
            : $"{result.Services.Count} services are well";
    }

    private async Task<string> LastLineAsync(StackContainer? container, CancellationToken cancellationToken) => container is null
        ? ""
        : (await session.Engine.Containers.LogsAsync(container.Id, 20, since: null, withTimes: false, cancellationToken).ConfigureAwait(false)).Show(session.Redact)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    private async Task SmokeAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var containers = await session.Engine.Containers.OfProjectAsync(stack.Name, cancellationToken).ConfigureAwait(false);
        if (SmokeAddress.Find(containers) is not { } address)
        {
            // Without an address the smoke test would ask the live stack.
            await steps.SkipAsync(ReleaseStep.Smoke, "no service publishes a port that looks like a web server's").ConfigureAwait(false);
            return;
        }

        await steps.RunAsync(
            ReleaseStep.Smoke,
            $"asking the copy at {address}",
            async () =>
            {
                var test = new SmokeTest(session.Project) { Containers = session.Engine.Containers, ProcessEnvironment = session.Ports.ProcessEnvironment };
                Smoke = await test.RunAsync(
                    new SmokeOptions
                    {
                        BaseUrl = address,
                        StackName = stack.Name,
                        LogsSince = since,
                        OnAnswer = answer => session.Say(ReleaseStep.Smoke, StepOutcome.Unfinished, $"{answer.Path}: {(answer.Passed ? "passed" : answer.Detail)}"),
                    },
                    cancellationToken).ConfigureAwait(false);
                return ReleaseCheck.Demand(Smoke);
            }).ConfigureAwait(false);
    }

    private async Task GoBackAsync(ComposePlan plan, ReleaseOperation? live, RehearsalImages images, CancellationToken cancellationToken)
    {
        if (live is null)
        {
            await steps.SkipAsync(ReleaseStep.Rollback, "the journal knows no live release to go back to").ConfigureAwait(false);
            return;
        }

        if (await images.MissingAsync(live, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            await steps.SkipAsync(ReleaseStep.Rollback, missing).ConfigureAwait(false);
            return;
        }

        await steps.RunAsync(
            ReleaseStep.Rollback,
            $"going back to the images of {live.Tag} in the copy",
            async () =>
            {
                var (previous, wanted) = await images.PreviousAsync(live, plan, cancellationToken).ConfigureAwait(false);
                await UpAsync(previous, stack.Write(previous, "previous", session.Inputs(live.Tag).Lookup), cancellationToken).ConfigureAwait(false);
                return $"{live.Tag}: {await HealthyAsync(ReleaseStep.Rollback, ExpectedOf(previous), wanted, cancellationToken).ConfigureAwait(false)}";
            }).ConfigureAwait(false);
    }

    private async Task MigrateAsync(MigrationMoment moment, ReleaseStep step, ComposePlan plan, ComposeTarget target, CancellationToken cancellationToken)
    {
        foreach (var migration in session.Project.Release.Migrations.Where(migration => migration.Run == moment))
        {
            await steps.RunAsync(
                step,
                $"running the migration {migration.Name} on the copy",
                async () =>
                {
                    await PrepareAsync(plan, target, migration.Service, step, cancellationToken).ConfigureAwait(false);
                    var result = await session.Engine.Stacks.RunAsync(target, migration.Service, migration.Command, session.Scope(migration.Timeout), cancellationToken).ConfigureAwait(false);
                    return result.Succeeded ? $"{migration.Name} ran on empty volumes" : throw new MigrationFailedException(migration.Name, result, session.Redact);
                }).ConfigureAwait(false);
        }
    }

    // In the live stack the stores run already when a migration does; in the copy nothing does.
    private async Task PrepareAsync(ComposePlan plan, ComposeTarget target, string service, ReleaseStep step, CancellationToken cancellationToken)
    {
        var needed = plan.AllDependenciesOf(service);
        if (needed.Count > 0)
        {
            await session.Engine.Stacks.UpAsync(target, new UpOptions { Services = [.. needed.Order(StringComparer.Ordinal)] }, session.Scope(session.Project.Release.UpTimeout), cancellationToken).ConfigureAwait(false);
            await HealthyAsync(step, [.. ExpectedOf(plan).Where(expected => needed.Contains(expected.Name))], Images, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<ServiceRelease> Compare(IReadOnlyList<ReleaseImage> wanted, IReadOnlyList<StackContainer> containers) =>
    [
        .. wanted.Select(image =>
        {
            var running = containers.FirstOrDefault(container => container.Service == image.Service && !container.IsOneOff);
            return new ServiceRelease(image.Service, image.Reference, image.Id, running?.ImageId, running is null ? "missing" : $"{running.State}, {running.Health}".ToLowerInvariant());
        }),
    ];
}
