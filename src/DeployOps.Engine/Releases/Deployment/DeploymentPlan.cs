using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>What a deployment would do (<c>-WhatIf</c>). It takes no lock and writes nothing.</summary>
internal sealed class DeploymentPlan(DeployProject project, ReleasePorts ports, DeploymentOptions options, string tag)
{
    private Redactor Redactor { get; } = StackSecrets.Redactor(project, ProcessVariables.All());

    public async Task<ReleaseReport> RunAsync(CancellationToken cancellationToken)
    {
        var model = ComposeInputs.Of(project, ports.ProcessEnvironment, tag).ReadModel();
        var stack = StackName.Of(project, ports.ProcessEnvironment);
        var images = WantedImages.Of(model, project, stack, tag);
        var journal = await new ReleaseJournal(project).ReadAsync(cancellationToken).ConfigureAwait(false);
        var live = LiveRelease.Of(journal);
        return new ReleaseReport
        {
            Kind = ReleaseKind.Release,
            Result = ReleaseResult.Started,
            IsPlan = true,
            Tag = tag,
            PreviousTag = live?.Tag,
            LiveTag = live?.Tag,
            ProjectName = project.Name,
            Root = project.Root,
            Started = ports.Time.GetUtcNow(),
            Services = [.. images.Select(image => new ServiceRelease(image.Service, Redactor.Redact(image.Reference), null, null, "not looked at"))],
            Notes = [.. Steps(model.ActiveServices.Count(service => service.Build is not null), stack, live, journal)],
            ExitCode = ExitCodes.Passed,
            Summary = $"WOULD deploy {tag} to the stack {stack}. Nothing was done.",
        };
    }

    private IEnumerable<string> Steps(int built, string stack, ReleaseOperation? live, JournalContent journal)
    {
        if (journal.Unfinished is { } unfinished)
        {
            yield return $"Close the interrupted {unfinished.Kind.ToString().ToLowerInvariant()} of {unfinished.Tag} first.";
        }

        yield return options.SkipPreflight ? $"Leave the gate out: {Redactor.Redact(options.Reason!)}" : "Run the gate; stop when it fails.";
        yield return live is null ? "Remember and pin the images that run, if any." : $"Remember and pin the images of {live.Tag}, which is live.";
        yield return options.NoBuild || built == 0 ? "Bring missing images from their registry." : $"Build {built} services, and bring missing images from their registry.";
        foreach (var migration in project.Release.Migrations)
        {
            yield return $"Run the migration {migration.Name} {migration.Run.ToString().ToLowerInvariant()} the containers are replaced ({(migration.IsReversible ? "reversible" : "irreversible: no automatic rollback")}).";
        }

        foreach (var service in project.Release.Services)
        {
            yield return $"Replace {service.Service} by {service.Strategy.ToString().ToLowerInvariant()}.";
        }

        yield return $"Replace the containers of {stack} that changed, wait until all are healthy and stay so, and run {project.Smoke.Requests.Count} smoke requests.";
        yield return options.NoRollback ? "On a failure leave everything to be looked at."
            : live is null ? "On a failure put back what runs now, if it is well; where nothing runs, leave everything to be looked at."
            : CrossedMigrations.Since(journal, live) is { Count: > 0 } crossed
                ? $"On a failure leave everything to be looked at: {string.Join(", ", crossed)}, run since {live.Tag} went live, cannot be undone."
            : $"On a failure put {live.Tag} back.";
    }
}
