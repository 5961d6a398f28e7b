using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Health;

/// <summary>Judges the backups of a project by the age of the last verified set, its copy and its task.</summary>
public sealed class MeasureBackupHealth(DeployProject project)
{
    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>The task of the project; replaced in tests.</summary>
    public Func<CancellationToken, Task<BackupTask?>>? FindTask { get; init; }

    /// <summary>Looks for the project's stores; replaced in tests.</summary>
    internal Func<CancellationToken, Task<ProjectStores>>? FindStores { get; init; }

    /// <summary>Judges. It changes nothing.</summary>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<BackupHealthReport> RunAsync(string? destination, CancellationToken cancellationToken)
    {
        var list = new ListBackups(project) { Ports = Ports };
        var sets = await list.RunAsync(destination, cancellationToken).ConfigureAwait(false);
        var (copies, copyProblem) = await CopiesAsync(list, cancellationToken).ConfigureAwait(false);
        var (task, taskProblem) = await TaskAsync(cancellationToken).ConfigureAwait(false);
        var (stores, storeProblem) = await StoresAsync(cancellationToken).ConfigureAwait(false);
        var facts = new BackupFacts(project.Backup, sets, copies, task, Ports.Time.GetUtcNow()) { Stores = stores, Lacking = LackingOf([.. sets, .. copies ?? []]) };
        var findings = BackupJudgement.Findings(facts).ToList();
        return new BackupHealthReport
        {
            ProjectName = project.Name,
            Passed = findings.Count == 0,
            Findings = findings,
            Notes = [.. BackupJudgement.Notes(facts), .. new[] { copyProblem, taskProblem, storeProblem, SameDisk(destination) }.OfType<string>()],
            LastVerified = facts.LastVerified,
            Last = facts.Last,
            RecoveryPoint = facts.RecoveryPoint,
            RecoveryPointObjective = project.Backup.RecoveryPointObjective,
            RecoveryTime = facts.RecoveryTime,
            RecoveryTimeObjective = project.Backup.RecoveryTimeObjective,
            NextRun = task?.NextRun,
            NextAction = findings.Count == 0 ? "" : BackupJudgement.NextAction(facts),
            ExitCode = findings.Count == 0 ? ExitCodes.Passed : ExitCodes.GateFailed,
        };
    }

    private static Dictionary<string, string> LackingOf(IReadOnlyList<BackupSet> sets)
    {
        var lacking = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (SetFiles.LackOf(set) is { } lack)
            {
                lacking[set.Path] = lack;
            }
        }

        return lacking;
    }

    // Of an unmounted mount point the folder is left, and copies go on to be made onto the disk that they are to outlive.
    private string? SameDisk(string? destination) =>
        project.Backup.CopyTo is { } copyTo && Volumes.AreSame(Path.GetFullPath(destination ?? project.Backup.Destination, project.Root), Path.GetFullPath(copyTo, project.Root))
            ? "The second folder lies on the same disk as the sets: it is lost with them. A mount point without its mount looks like that."
            : null;

    // What the project has today is what has to be restored; the files that name it are read, and no store is asked.
    private async Task<(IReadOnlyList<DataStoreKind>? Stores, string? Problem)> StoresAsync(CancellationToken cancellationToken)
    {
        try
        {
            var find = FindStores ?? (token => ProjectStores.FindAsync(project, Ports.Engine, Ports.ProcessEnvironment, token));
            var found = await find(cancellationToken).ConfigureAwait(false);
            return ([.. found.Stores.Select(store => store.Kind).Where(project.Backup.IsEnabled)], null);
        }
        catch (DeployOpsException failure)
        {
            return (null, $"Which stores the project has could not be read ({failure.ErrorId}): those of its sets are judged.");
        }
    }

    // A share that is away is a finding of the copy, and says nothing about the sets here.
    private async Task<(IReadOnlyList<BackupSet>? Copies, string? Problem)> CopiesAsync(ListBackups list, CancellationToken cancellationToken)
    {
        if (project.Backup.CopyTo is not { } folder)
        {
            return (null, null);
        }

        try
        {
            return (await list.RunAsync(folder, cancellationToken).ConfigureAwait(false), null);
        }
        catch (DeployOpsException failure)
        {
            return ([], $"The second folder could not be read ({failure.ErrorId}).");
        }
    }

    private async Task<(BackupTask? Task, string? Problem)> TaskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await (FindTask ?? new BackupTasks(project) { Ports = Ports }.FindAsync)(cancellationToken).ConfigureAwait(false), null);
        }
        catch (DeployOpsException failure)
        {
            return (null, $"The scheduler could not be asked ({failure.ErrorId}).");
        }
    }
}
