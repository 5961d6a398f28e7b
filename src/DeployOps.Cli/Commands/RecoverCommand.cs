using System.CommandLine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Recovery;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops recover</c>: closes a release whose process was killed.</summary>
internal static class RecoverCommand
{
    public static Command Create() =>
        new ReleaseRun("recover", "Close a release whose process was killed: afterwards the new one is healthy, or the old one is again.").Does(
            _ => "close the interrupted release",
            (_, shown, cancellationToken) => new RecoverRelease(ProjectReader.Find(shown.Project)).RunAsync(
                new RecoveryOptions
                {
                    HealthTimeout = shown.HealthTimeout,
                    Stability = shown.Stability,
                    WhatIf = shown.WhatIf,
                    OnProgress = shown.Output.Progress,
                    OnOutput = shown.Output.Line,
                },
                cancellationToken));
}
