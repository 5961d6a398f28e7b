using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Reports;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Get-Deployment</c>: the history of a project's releases, and which one is live.</summary>
[Cmdlet(VerbsCommon.Get, "Deployment")]
[OutputType(typeof(ReleaseOperation))]
public sealed class GetDeploymentCommand : StackCmdlet
{
    /// <summary>Only operations of this tag.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ReleaseTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>At most so many, the latest.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Leave the engine alone: nothing is said about what runs.</summary>
    [Parameter]
    public SwitchParameter WithoutDocker { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var project = FindProject();
            var options = new ReleaseHistoryOptions { Last = Last, Tag = Tag, WithoutEngine = WithoutDocker };
            var history = await new GetReleaseHistory(project).RunAsync(options, StopToken).ConfigureAwait(false);
            var live = LiveOperation.Of(history);
            foreach (var operation in history.Operations)
            {
                queue.Output(Described(operation, operation == live, project));
            }

            foreach (var note in history.Notes)
            {
                queue.Warning(note);
            }
        },
        ProjectFolder);

    // What the history knows of an operation, and the operation itself cannot: the next cmdlet takes the project from Root.
    private static PSObject Described(ReleaseOperation operation, bool isLive, DeployProject project)
    {
        var described = PSObject.AsPSObject(operation);
        described.Properties.Add(new PSNoteProperty("IsLive", isLive));
        described.Properties.Add(new PSNoteProperty("Root", project.Root));
        return described;
    }
}
