using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Kept;

namespace DeployOps.Engine.Releases.Rollback;

/// <summary>What a rollback would do (<c>-WhatIf</c>). It takes no lock and writes nothing.</summary>
internal sealed class RollbackPlan(DeployProject project, ReleasePorts ports, RollbackOptions options)
{
    /// <exception cref="DeployOpsException">It could not be done.</exception>
    public async Task<ReleaseReport> RunAsync(CancellationToken cancellationToken)
    {
        var journal = await new ReleaseJournal(project).ReadAsync(cancellationToken).ConfigureAwait(false);
        var chosen = RollbackChoice.Of(journal, options);
        var live = LiveRelease.Of(journal);
        var stack = chosen.StackName;
        var files = new KeptFiles(project, new OperationFolder(project, chosen.Number));
        var ids = chosen.Images.Select(image => image.Id).OfType<string>().ToList();
        var there = await ports.Engine.Images.IdsAsync(ids, cancellationToken).ConfigureAwait(false);
        if (chosen.Images.Where(image => image.Id is null || !there.ContainsKey(image.Id)).ToList() is { Count: > 0 } missing)
        {
            throw new RollbackImageMissingException(chosen.Tag, [.. missing.Select(image => $"{image.Service} ({image.Reference})")]);
        }

        return new ReleaseReport
        {
            Kind = ReleaseKind.Rollback,
            Result = ReleaseResult.Started,
            IsPlan = true,
            Tag = chosen.Tag,
            PreviousTag = live?.Tag,
            LiveTag = live?.Tag,
            ProjectName = project.Name,
            Root = project.Root,
            Started = ports.Time.GetUtcNow(),
            Services = [.. chosen.Images.Select(image => new ServiceRelease(image.Service, image.Reference, image.Id, null, "not looked at"))],
            Notes =
            [
                .. journal.Unfinished is { } unfinished ? [$"Close the interrupted {unfinished.Kind.ToString().ToLowerInvariant()} of {unfinished.Tag} first."] : Array.Empty<string>(),
                options.Recreate ? $"Take the stack {stack} down, and bring it up with the images of {chosen.Tag}." : $"Replace the containers of {stack} whose image or configuration differs from {chosen.Tag}.",
                .. File.Exists(new OperationFolder(project, chosen.Number).Plan) ? Array.Empty<string>() : [$"Use the compose files as they are now with the images of {chosen.Tag}: its kept plan is missing."],
                .. files.Tell(chosen.Tag),
                "Wait until all are healthy and stay so, compare the running image ids with the wanted ones, and run the smoke test.",
            ],
            ExitCode = ExitCodes.Passed,
            Summary = $"WOULD go back from {(live is null || RollbackChoice.IsSame(chosen, live) ? "what runs" : live.Tag)} to {RollbackChoice.NameOf(chosen, live)}. Nothing was done.",
        };
    }
}
