using System.Management.Automation;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases;

namespace DeployOps.Pipeline;

/// <summary>The base of cmdlets that change a project's running stack: they ask first, and show the plan with <c>-WhatIf</c>.</summary>
public abstract class ReleaseCmdlet : StackCmdlet
{
    /// <summary>How long the services may take to turn healthy, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? HealthTimeoutSeconds { get; set; }

    /// <summary>How long everything has to stay healthy afterwards, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int? StabilitySeconds { get; set; }

    /// <summary>Asks whether to go on, and runs the operation: to the end, as a plan (<c>-WhatIf</c>), or not at all.</summary>
    /// <param name="action">What is done, as a sentence without its end, such as <c>Deploy 2026.11.21</c>.</param>
    /// <param name="operation">The operation; it is told whether only its plan is wanted. Without a report there was nothing to do.</param>
    /// <param name="nothing">What is said when there was nothing to do.</param>
    internal void RunRelease(string action, Func<DeployProject, ReleaseOutput, bool, Task<ReleaseReport?>> operation, string nothing = "")
    {
        if (!IsWanted(action, out var whatIf))
        {
            return;
        }

        Run(
            async queue =>
            {
                var project = FindProject();
                var output = new ReleaseOutput(queue, $"{action} ({project.Name})");
                if (await operation(project, output, whatIf).ConfigureAwait(false) is { } report)
                {
                    output.End(report);
                }
                else
                {
                    queue.Information(nothing);
                }
            },
            ProjectFolder);
    }
}
