using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Rehearsal;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Invoke-Rehearsal</c>: the whole runbook once, on a copy of the stack.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Rehearsal", SupportsShouldProcess = true)]
[OutputType(typeof(ReleaseReport))]
public sealed class InvokeRehearsalCommand : ReleaseCmdlet
{
    /// <summary>The tag to rehearse.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DeploymentTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>Build no images.</summary>
    [Parameter]
    public SwitchParameter NoBuild { get; set; }

    /// <summary>Leave the copy running, to be looked at.</summary>
    [Parameter]
    public SwitchParameter KeepRunning { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunRelease(
        $"Rehearse {Tag ?? "the tag of the environment file"} on a copy of the stack",
        async (project, output, whatIf) => await new RehearseRelease(project).RunAsync(
            new RehearsalOptions
            {
                Tag = Tag,
                NoBuild = NoBuild,
                KeepRunning = KeepRunning,
                HealthTimeout = Seconds(HealthTimeoutSeconds),
                Stability = Seconds(StabilitySeconds),
                WhatIf = whatIf,
                OnProgress = output.OnProgress,
                OnOutput = output.OnOutput,
            },
            StopToken).ConfigureAwait(false));
}
