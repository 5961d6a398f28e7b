using System.CommandLine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Deployment;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops deploy</c>: ships a tag; afterwards the new release is healthy, or the old one is again.</summary>
internal static class DeployCommand
{
    public static Command Create()
    {
        var tag = new Option<string?>("--tag", "-t") { Description = "The tag that is to go live; that of the environment file when left out.", HelpName = "TAG" };
        var skipPreflight = new Option<bool>("--skip-preflight") { Description = "Leave the gate out. Needs --reason, which is logged." };
        var reason = new Option<string?>("--reason") { Description = "Why the gate is left out.", HelpName = "TEXT" };
        var allowSkipped = new Option<bool>("--allow-skipped") { Description = "Let the gate pass although something that had to run was skipped." };
        var noRollback = new Option<bool>("--no-rollback") { Description = "Leave a failed release as it is, instead of putting the one before it back." };
        var approver = new Option<string?>("--approver") { Description = "Who approved it.", HelpName = "NAME" };
        var evidence = new Option<string[]>("--evidence") { Description = "Evidence for the release log.", HelpName = "TEXT" };
        var notes = new Option<string?>("--notes") { Description = "A remark for the release log.", HelpName = "TEXT" };
        var noBuild = SharedOptions.NoBuild();
        var force = SharedOptions.Force();
        var run = new ReleaseRun("deploy", "Ship a tag: gate, build, replace, wait, smoke test, record. A failed release is rolled back.")
        {
            tag, skipPreflight, reason, allowSkipped, noBuild, noRollback, force, approver, evidence, notes,
        };
        run.Command.Validators.Add(result =>
        {
            if (result.GetResult(skipPreflight) is null != result.GetResult(reason) is null)
            {
                result.AddError("--skip-preflight and --reason go together.");
            }
        });
        return run.Does(parsed => $"deploy {parsed.GetValue(tag) ?? "the tag of the environment file"}", async (parsed, shown, cancellationToken) =>
            await new DeployRelease(ProjectReader.Find(shown.Project)).RunAsync(
                new DeploymentOptions
                {
                    Tag = parsed.GetValue(tag),
                    SkipPreflight = parsed.GetValue(skipPreflight),
                    Reason = parsed.GetValue(reason),
                    AllowSkipped = parsed.GetValue(allowSkipped),
                    NoBuild = parsed.GetValue(noBuild),
                    NoRollback = parsed.GetValue(noRollback),
                    Force = parsed.GetValue(force),
                    Approver = parsed.GetValue(approver),
                    Evidence = parsed.GetValue(evidence) ?? [],
                    Notes = parsed.GetValue(notes),
                    HealthTimeout = shown.HealthTimeout,
                    Stability = shown.Stability,
                    WhatIf = shown.WhatIf,
                    OnProgress = shown.Output.Progress,
                    OnOutput = shown.Output.Line,
                },
                cancellationToken));
    }
}
