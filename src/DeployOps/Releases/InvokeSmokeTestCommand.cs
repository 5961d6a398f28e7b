using System.Management.Automation;
using DeployOps.Engine.Releases.Smoke;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Invoke-SmokeTest</c>: asks the stack through its proxy, and reads its logs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SmokeTest")]
[OutputType(typeof(SmokeAnswer), typeof(SmokeReport), typeof(bool))]
public sealed class InvokeSmokeTestCommand : StackCmdlet
{
    /// <summary>Only these paths of the list.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Where the stack answers.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUrl { get; set; }

    /// <summary>Leave the services' logs out.</summary>
    [Parameter]
    public SwitchParameter WithoutLogs { get; set; }

    /// <summary>Return the report instead of the answers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Return only whether it passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PassThru && Quiet)
        {
            ThrowTerminatingError(ErrorRecords.Excluding("-PassThru", "-Quiet"));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var output = new SmokeOutput(queue, PassThru, Quiet);
            var options = new SmokeOptions { BaseUrl = BaseUrl, Paths = Path, WithoutLogs = WithoutLogs, OnAnswer = output.OnAnswer };
            output.End(await new SmokeTest(FindProject()).RunAsync(options, StopToken).ConfigureAwait(false));
        },
        ProjectFolder);
}
