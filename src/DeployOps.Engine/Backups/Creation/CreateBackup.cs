using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Compose;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Backs the stores of a project up into one set (rows PA16, CH8).</summary>
public sealed class CreateBackup(DeployProject project)
{
    /// <summary>What it reaches outside through.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>What it leans on besides.</summary>
    internal CreationHooks Hooks { get; init; } = new();

    /// <summary>Makes the set. A store that fails is part of the report: the set stays partial and the others are written all the same.</summary>
    /// <exception cref="DeployOpsException">Nothing was begun: no store, no space, no way to write, another backup of this project is running.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the set stays partial.</exception>
    public async Task<BackupReport> RunAsync(CreateBackupOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var begun = Ports.Time.GetTimestamp();
        Func<string, string> redact = StackSecrets.Redactor(project, Ports.ProcessEnvironment).Redact;
        var listener = new ProgressListener(options.OnProgress, redact);
        var notes = new List<string>();
        if (ReleaseLock.HolderOf(project) is { } holder)
        {
            notes.Add($"'{holder.Operation}' was in progress while this backup was made ({holder}).");
        }

        listener.Tell(BackupPhase.Prepare, "looking for the stores");
        var stores = await FindStoresAsync(cancellationToken).ConfigureAwait(false);
        var preparation = new BackupPreparation(project, Ports, kind => StoreOf(kind, stores), redact);
        var chosen = preparation.Choose(stores.Stores, options.Stores, notes);
        var run = new CreationRun(project, Ports, Hooks, options, listener, redact, notes);
        var report = options.IsPlan
            ? await run.PlanAsync(preparation, stores, chosen, cancellationToken).ConfigureAwait(false)
            : await run.WriteAsync(preparation, stores, chosen, cancellationToken).ConfigureAwait(false);
        if (report is { IsPlan: false, Set.State: > BackupState.Partial, ExitCode: ExitCodes.Passed })
        {
            report = await new CreationFollowUp(project, Ports, Hooks, options, listener, redact).RunAsync(report, cancellationToken).ConfigureAwait(false);
        }

        return report with { Duration = Ports.Time.GetElapsedTime(begun) };
    }

    private Task<ProjectStores> FindStoresAsync(CancellationToken cancellationToken) =>
        Hooks.FindStores is { } find ? find(cancellationToken) : ProjectStores.FindAsync(project, Ports.Engine, Ports.ProcessEnvironment, cancellationToken);

    private IStoreBackup StoreOf(DataStoreKind kind, ProjectStores stores) =>
        Hooks.StoreOf is { } of ? of(kind) : StoreBackups.Of(kind, project.Backup, Ports, stores.Lookup);
}
