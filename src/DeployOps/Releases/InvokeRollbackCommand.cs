using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Rollback;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Invoke-Rollback</c>: puts an earlier release back.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Rollback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Steps")]
[OutputType(typeof(ReleaseReport))]
public sealed class InvokeRollbackCommand : ReleaseCmdlet
{
    /// <summary>The tag to go back to.</summary>
    [Parameter(Position = 0, ParameterSetName = "Tag", Mandatory = true)]
    [ArgumentCompleter(typeof(RollbackTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ToTag { get; set; }

    /// <summary>How many successful releases to go back.</summary>
    [Parameter(ParameterSetName = "Steps")]
    [ValidateRange(1, 100)]
    public int Steps { get; set; } = 1;

    /// <summary>Take the stack down and bring it up, instead of replacing container by container.</summary>
    [Parameter]
    public SwitchParameter Recreate { get; set; }

    /// <summary>Go back over an irreversible migration, or break a lock whose holder is gone.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Why, for the release log.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunRelease(
        $"Roll back to {ToTag ?? (Steps == 1 ? "the release before" : $"the release {Steps} before")}",
        async (project, output, whatIf) => await new RollBackRelease(project).RunAsync(Options(output, whatIf), StopToken).ConfigureAwait(false));

    private RollbackOptions Options(ReleaseOutput output, bool whatIf) => new()
    {
        ToTag = ToTag,
        Steps = Steps,
        Recreate = Recreate,
        Force = Force,
        Reason = Reason,
        HealthTimeout = Seconds(HealthTimeoutSeconds),
        Stability = Seconds(StabilitySeconds),
        WhatIf = whatIf,
        OnProgress = output.OnProgress,
        OnOutput = output.OnOutput,
    };
}
