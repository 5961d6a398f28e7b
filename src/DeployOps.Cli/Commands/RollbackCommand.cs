using System.CommandLine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Rollback;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops rollback</c>: puts an earlier release back.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var toTag = new Option<string?>("--to-tag", "--tag", "-t") { Description = "The tag to go back to; the release before the present one when left out.", HelpName = "TAG" };
        var steps = SharedOptions.Number("--steps", "How many successful releases to go back, when no tag is named.", "COUNT");
        var recreate = new Option<bool>("--recreate") { Description = "Take the stack down and bring it up, instead of replacing container by container." };
        var force = new Option<bool>("--force") { Description = "Go back over an irreversible migration, or although a lock was left by a holder that is gone." };
        var reason = new Option<string?>("--reason") { Description = "Why, for the release log.", HelpName = "TEXT" };
        var run = new ReleaseRun("rollback", "Put an earlier release back: the images that ran then, by their identifiers.") { toTag, steps, recreate, force, reason };
        run.Command.Validators.Add(result =>
        {
            if (result.GetResult(toTag) is not null && result.GetResult(steps) is not null)
            {
                result.AddError("--to-tag and --steps exclude each other.");
            }
        });
        return run.Does(parsed => $"roll back to {parsed.GetValue(toTag) ?? "an earlier release"}", async (parsed, shown, cancellationToken) =>
            await new RollBackRelease(ProjectReader.Find(shown.Project)).RunAsync(
                new RollbackOptions
                {
                    ToTag = parsed.GetValue(toTag),
                    Steps = parsed.GetValue(steps) ?? 1,
                    Recreate = parsed.GetValue(recreate),
                    Force = parsed.GetValue(force),
                    Reason = parsed.GetValue(reason),
                    HealthTimeout = shown.HealthTimeout,
                    Stability = shown.Stability,
                    WhatIf = shown.WhatIf,
                    OnProgress = shown.Output.Progress,
                    OnOutput = shown.Output.Line,
                },
                cancellationToken));
    }
}
