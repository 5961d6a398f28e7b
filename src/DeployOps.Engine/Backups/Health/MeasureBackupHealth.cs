using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Health;

/// <summary>Judges the backups of a project by the age of the last verified set, its copy and its task.</summary>
public sealed class MeasureBackupHealth(DeployProject project)
{
    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>The task of the project; replaced in tests.</summary>
    public Func<CancellationToken, Task<BackupTask?>>? FindTask { get; init; }

    /// <summary>Judges. It changes nothing.</summary>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<BackupHealthReport> RunAsync(string? destination, CancellationToken cancellationToken)
    {
        var list = new ListBackups(project);
        var sets = await list.RunAsync(destination, cancellationToken).ConfigureAwait(false);
        var (copies, copyProblem) = await CopiesAsync(list, cancellationToken).ConfigureAwait(false);
        var (task, taskProblem) = await TaskAsync(cancellationToken).ConfigureAwait(false);
        var facts = new BackupFacts(project.Backup, sets, copies, task, Ports.Time.GetUtcNow());
        var findings = BackupJudgement.Findings(facts).ToList();
        return new BackupHealthReport
        {
            ProjectName = project.Name,
            Passed = findings.Count == 0,
            Findings = findings,
            Notes = [.. BackupJudgement.Notes(facts), .. new[] { copyProblem, taskProblem }.OfType<string>()],
            LastVerified = facts.LastVerified,
            Last = facts.Last,
            RecoveryPoint = facts.RecoveryPoint,
            RecoveryPointObjective = project.Backup.RecoveryPointObjective,
            RecoveryTime = facts.LastVerified?.LastRehearsal?.Duration,
            RecoveryTimeObjective = project.Backup.RecoveryTimeObjective,
            NextRun = task?.NextRun,
            NextAction = findings.Count == 0 ? "" : BackupJudgement.NextAction(facts),
            ExitCode = findings.Count == 0 ? ExitCodes.Passed : ExitCodes.GateFailed,
        };
    }

    // A share that is away is a finding of the copy, and says nothing about the sets here.
    private async Task<(IReadOnlyList<Sets.BackupSet>? Copies, string? Problem)> CopiesAsync(ListBackups list, CancellationToken cancellationToken)
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
