using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Invoke-Deployment</c>: ships a tag; afterwards the new release is healthy, or the old one is again.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Deployment", SupportsShouldProcess = true, DefaultParameterSetName = "Gate")]
[OutputType(typeof(ReleaseReport))]
public sealed class InvokeDeploymentCommand : ReleaseCmdlet
{
    /// <summary>The tag that is to go live.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DeploymentTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>Let the gate pass although something that had to run was skipped.</summary>
    [Parameter(ParameterSetName = "Gate")]
    public SwitchParameter AllowSkipped { get; set; }

    /// <summary>Leave the gate out.</summary>
    [Parameter(ParameterSetName = "WithoutGate", Mandatory = true)]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Why the gate is left out.</summary>
    [Parameter(ParameterSetName = "WithoutGate", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Build no images.</summary>
    [Parameter]
    public SwitchParameter NoBuild { get; set; }

    /// <summary>Leave a failed release as it is.</summary>
    [Parameter]
    public SwitchParameter NoRollback { get; set; }

    /// <summary>Go on although the lock's holder is gone and left its mark.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Who approved it.</summary>
    [Parameter]
    public string? Approver { get; set; }

    /// <summary>Evidence for the release log: ticket numbers, links.</summary>
    [Parameter]
    public string[] Evidence { get; set; } = [];

    /// <summary>A remark for the release log.</summary>
    [Parameter]
    [Alias("Note")]
    public string? Notes { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunRelease(
        $"Deploy {Tag ?? "the tag of the environment file"}",
        async (project, output, whatIf) => await new DeployRelease(project).RunAsync(Options(output, whatIf), StopToken).ConfigureAwait(false));

    private DeploymentOptions Options(ReleaseOutput output, bool whatIf) => new()
    {
        Tag = Tag,
        SkipPreflight = SkipPreflight,
        Reason = Reason,
        AllowSkipped = AllowSkipped,
        NoBuild = NoBuild,
        NoRollback = NoRollback,
        Force = Force,
        Approver = Approver,
        Evidence = Evidence,
        Notes = Notes,
        HealthTimeout = Seconds(HealthTimeoutSeconds),
        Stability = Seconds(StabilitySeconds),
        WhatIf = whatIf,
        OnProgress = output.OnProgress,
        OnOutput = output.OnOutput,
    };
}
