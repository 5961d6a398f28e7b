using System.Management.Automation;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Recovery;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Repair-Deployment</c>: closes a release whose process was killed.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "Deployment", SupportsShouldProcess = true)]
[OutputType(typeof(ReleaseReport))]
public sealed class RepairDeploymentCommand : ReleaseCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunRelease(
        "Close the interrupted release",
        (project, output, whatIf) => new RecoverRelease(project).RunAsync(
            new RecoveryOptions
            {
                HealthTimeout = Seconds(HealthTimeoutSeconds),
                Stability = Seconds(StabilitySeconds),
                WhatIf = whatIf,
                OnProgress = output.OnProgress,
                OnOutput = output.OnOutput,
            },
            StopToken),
        RecoveryTexts.NothingOpen);
}
