using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Get-Backup</c>: the backup sets of a project, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "Backup")]
[OutputType(typeof(BackupSet))]
public sealed class GetBackupCommand : BackupCmdlet
{
    /// <summary>Only sets of these names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BackupSetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Set { get; set; }

    /// <summary>Only sets of these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BackupState[] State { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var project = FindProject();
            var name = new WildcardPattern(Set ?? "*", WildcardOptions.IgnoreCase);
            var found = (await new ListBackups(project).RunAsync(SetsFolder, StopToken).ConfigureAwait(false))
                .Where(set => name.IsMatch(set.Id) || set.Path == Set)
                .ToList();
            foreach (var set in found.Where(set => State.Length == 0 || State.Contains(set.State)))
            {
                queue.Output(Described(set, project));
            }

            if (found.Count == 0 && Set is { } wanted && !WildcardPattern.ContainsWildcardCharacters(wanted))
            {
                queue.Error(ErrorRecords.NoSuchBackup(wanted));
            }
        },
        ProjectFolder);

    // The next cmdlet takes the set, wherever it lies, and its project.
    private static PSObject Described(BackupSet set, DeployProject project)
    {
        var described = PSObject.AsPSObject(set);
        described.Properties.Add(new PSNoteProperty("Set", set.Path));
        described.Properties.Add(new PSNoteProperty("Destination", Directory.GetParent(set.Path)?.Parent?.FullName));
        described.Properties.Add(new PSNoteProperty("Root", project.Root));
        return described;
    }
}
