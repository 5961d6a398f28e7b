using System.CommandLine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Rehearsal;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops rehearse</c>: the whole runbook once, on a copy of the stack.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var tag = new Option<string?>("--tag", "-t") { Description = "The tag to rehearse; that of the environment file when left out.", HelpName = "TAG" };
        var keepRunning = new Option<bool>("--keep-running") { Description = "Leave the copy running, to be looked at." };
        var noBuild = SharedOptions.NoBuild();
        return new ReleaseRun("rehearse", "Run a whole release once on a copy of the stack, beside the one that is live.") { tag, noBuild, keepRunning }.Does(
            parsed => $"rehearse {parsed.GetValue(tag) ?? "the tag of the environment file"}",
            async (parsed, shown, cancellationToken) => await new RehearseRelease(ProjectReader.Find(shown.Project)).RunAsync(
                new RehearsalOptions
                {
                    Tag = parsed.GetValue(tag),
                    NoBuild = parsed.GetValue(noBuild),
                    KeepRunning = parsed.GetValue(keepRunning),
                    HealthTimeout = shown.HealthTimeout,
                    Stability = shown.Stability,
                    WhatIf = shown.WhatIf,
                    OnProgress = shown.Output.Progress,
                    OnOutput = shown.Output.Line,
                },
                cancellationToken));
    }
}
