using System.Management.Automation;
using DeployOps.Engine.Releases.Smoke;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Invoke-SmokeTest</c>: asks the stack through its proxy, and reads its logs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SmokeTest", DefaultParameterSetName = "Answers")]
[OutputType(typeof(SmokeAnswer), ParameterSetName = ["Answers"])]
[OutputType(typeof(SmokeReport), ParameterSetName = ["PassThru"])]
[OutputType(typeof(bool), ParameterSetName = ["Quiet"])]
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
    [Parameter(ParameterSetName = "PassThru", Mandatory = true)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Return only whether it passed.</summary>
    [Parameter(ParameterSetName = "Quiet", Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

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
