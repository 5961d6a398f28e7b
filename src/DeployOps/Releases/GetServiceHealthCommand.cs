using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine;
using DeployOps.Engine.Releases.Health;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Get-ServiceHealth</c>: how the stack is, at any time.</summary>
[Cmdlet(VerbsCommon.Get, "ServiceHealth")]
[OutputType(typeof(StackHealth))]
[OutputType(typeof(bool))]
public sealed class GetServiceHealthCommand : StackCmdlet
{
    /// <summary>Only these services.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>Leave the data stores and the application out.</summary>
    [Parameter]
    public SwitchParameter WithoutStores { get; set; }

    /// <summary>How long the whole look may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Return only whether the stack works.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var options = new HealthOptions { Services = Service, WithoutStores = WithoutStores };
            var health = await new GetStackHealth(FindProject()).RunAsync(options with { Timeout = Seconds(TimeoutSeconds) ?? options.Timeout }, StopToken).ConfigureAwait(false);
            queue.Output(Quiet ? health.ExitCode == ExitCodes.Passed : health);
        },
        ProjectFolder);
}
