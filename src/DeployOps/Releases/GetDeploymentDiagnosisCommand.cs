using System.Management.Automation;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Get-DeploymentDiagnosis</c>: why the stack is not well.</summary>
[Cmdlet(VerbsCommon.Get, "DeploymentDiagnosis")]
[OutputType(typeof(DiagnosisReport))]
public sealed class GetDeploymentDiagnosisCommand : StackCmdlet
{
    /// <summary>Only log lines after this time.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Where the stack answers.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUrl { get; set; }

    /// <summary>The compose project's name, such as that of a rehearsal that was kept running.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StackName { get; set; }

    /// <summary>How long the whole look may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var options = new DiagnosisOptions { StackName = StackName, Since = Since, BaseUrl = BaseUrl };
            queue.Output(await new DiagnoseRelease(FindProject()).RunAsync(options with { Timeout = Seconds(TimeoutSeconds) ?? options.Timeout }, StopToken).ConfigureAwait(false));
        },
        ProjectFolder);
}
