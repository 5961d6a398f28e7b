using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Get-ReleaseLog</c>: reads the release log back.</summary>
[Cmdlet(VerbsCommon.Get, "ReleaseLog")]
[OutputType(typeof(ReleaseLogEntry))]
public sealed class GetReleaseLogCommand : EngineCmdlet
{
    /// <summary>Only records of this tag.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ReleaseTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>Only records with this result.</summary>
    [Parameter]
    public ReleaseResult? Result { get; set; }

    /// <summary>Only records of this kind.</summary>
    [Parameter]
    public ReleaseKind? Kind { get; set; }

    /// <summary>Only records that started then or later.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>At most so many, the latest.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>The latest first.</summary>
    [Parameter]
    public SwitchParameter NewestFirst { get; set; }

    /// <summary>The project's folder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Root")]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var project = ProjectReader.Find(FileSystemPath(Project ?? CurrentFolder));
            var options = new GetReleaseLogOptions
            {
                Tag = Tag,
                Result = Result,
                Kind = Kind,
                Since = Since,
                Last = Last,
                NewestFirst = NewestFirst,
                OnDamage = damage => queue.Warning(damage.ToString()),
            };
            await foreach (var entry in new GetReleaseLog(project).RunAsync(options, StopToken).ConfigureAwait(false))
            {
                queue.Output(entry);
            }
        },
        Project);
}
