using System.Management.Automation;
using DeployOps.Engine.Project;

namespace DeployOps.Pipeline;

/// <summary>The base of cmdlets that are about a project's running stack.</summary>
public abstract class StackCmdlet : EngineCmdlet
{
    /// <summary>The project's folder, or its deployops.yml.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Root")]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The folder of the project, as the user named it or where the user stands.</summary>
    internal string ProjectFolder => FileSystemPath(Project ?? CurrentFolder);

    /// <summary>The project.</summary>
    internal DeployProject FindProject() => ProjectReader.Find(ProjectFolder);

    /// <summary>Seconds as a time, when the user named some.</summary>
    internal static TimeSpan? Seconds(int? seconds) => seconds is { } count ? TimeSpan.FromSeconds(count) : null;
}
