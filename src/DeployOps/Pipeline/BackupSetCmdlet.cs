using System.Management.Automation;
using DeployOps.Completion;

namespace DeployOps.Pipeline;

/// <summary>The base of cmdlets that are about one backup set, or those of the pipeline.</summary>
public abstract class BackupSetCmdlet : BackupCmdlet
{
    /// <summary>The set's name or folder.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BackupSetCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Set { get; set; }

    /// <summary>The set as the engine takes it: a name, or a folder from where the user stands.</summary>
    internal string? NamedSet => Set is { } set && set.AsSpan().ContainsAny('/', '\\') ? FileSystemPath(set) : Set;
}
