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

    /// <summary>Asks whether to go on. Without agreement only the plan is wanted (<c>-WhatIf</c>), or nothing at all.</summary>
    /// <param name="action">What is done, as a sentence without its end.</param>
    /// <param name="isPlan">Whether only the plan is wanted.</param>
    /// <returns>Whether there is something to do.</returns>
    internal bool IsWanted(string action, out bool isPlan)
    {
        var agreed = ShouldProcess($"{action} ({ProjectFolder})", $"{action} ({ProjectFolder})?", "DeployOps", out var reason);
        isPlan = reason.HasFlag(ShouldProcessReason.WhatIf);
        return agreed || isPlan;
    }
}
