using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Compose;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>Puts a set back into the stores of a project (row PA16).</summary>
public sealed class RestoreBackup
{
    private readonly DeployProject _project;

    /// <summary>Restores into the stores of a project.</summary>
    public RestoreBackup(DeployProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        _project = project;
        FindStores = token => ProjectStores.FindAsync(_project, Ports.Engine, Ports.ProcessEnvironment, token);
        BackupOf = (kind, stores) => StoreBackups.Of(kind, _project.Backup, Ports, stores.Lookup);
        MakeSafetySet = (options, token) => new CreateBackup(_project) { Ports = Ports }.RunAsync(options with { IsSafetySet = true }, token);
        Open = (stores, store, token) => stores.OpenAsync(store, Ports.Routes, token);
    }

    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>Looks for the project's stores; replaced in tests.</summary>
    internal Func<CancellationToken, Task<ProjectStores>> FindStores { get; init; }

    /// <summary>The kinds of stores; replaced in tests.</summary>
    internal Func<DataStoreKind, ProjectStores, IStoreBackup> BackupOf { get; init; }

    /// <summary>Backs up what is about to be replaced; replaced in tests.</summary>
    internal Func<CreateBackupOptions, CancellationToken, Task<BackupReport>> MakeSafetySet { get; init; }

    /// <summary>Opens the way to a store; replaced in tests.</summary>
    internal Func<ProjectStores, DataStore, CancellationToken, Task<OpenDataStore>> Open { get; init; }

    /// <summary>Restores: the whole set is read first; a store that is not empty is refused unless forced, and a safety set is taken before it is replaced.</summary>
    /// <exception cref="DeployOpsException">Nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; a store that was being restored is left as its kind says, and the safety set stays.</exception>
    public async Task<RestoreReport> RunAsync(RestoreBackupOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = Ports.Time.GetTimestamp();
        var repository = BackupRepository.Of(_project, options.Destination, Ports);
        var (set, notes) = await ChooseAsync(repository, options, cancellationToken).ConfigureAwait(false);
        foreach (var note in notes)
        {
            // Aloud before anything is touched, and once more in the report.
            options.OnProgress(new BackupProgress(BackupPhase.Prepare, null, note));
        }

        // A deployment replaces containers and migrates: what it found would not be what it goes on with. A plan changes nothing and needs no right.
        using var held = options.IsPlan ? null : await ReleaseLock.AcquireAsync(_project, $"restore {set.Id}", force: false, cancellationToken).ConfigureAwait(false);
        var redactor = StackSecrets.Redactor(_project, Ports.ProcessEnvironment);
        var stores = await FindStores(cancellationToken).ConfigureAwait(false);
        await using var run = new RestoreRun(this, _project, repository, set, stores, options) { Redact = redactor.Redact };
        var log = new RestoreRecord(_project, Ports, redactor.Redact);
        var begun = Ports.Time.GetUtcNow();
        RestoreReport report;
        try
        {
            report = await run.RunAsync(cancellationToken).ConfigureAwait(false);
            report = await log.WriteAsync(report with { Notes = [.. notes, .. report.Notes] }, begun).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.HasBegun)
        {
            await log.WriteStoppedAsync(set, begun).ConfigureAwait(false);
            throw;
        }

        return report with { Duration = Ports.Time.GetElapsedTime(started) };
    }

    private async Task<RestoreChoice> ChooseAsync(BackupRepository repository, RestoreBackupOptions options, CancellationToken cancellationToken)
    {
        if (options.Set is { } name)
        {
            return await RestoreChoice.NamedAsync(repository, name, cancellationToken).ConfigureAwait(false);
        }

        // What the project has now is what a restore is expected to bring back; the newest set may hold less of it.
        var stores = options.Stores.Count > 0 ? [] : (await FindStores(cancellationToken).ConfigureAwait(false)).Stores.Select(store => store.Kind).Where(_project.Backup.IsEnabled).ToList();
        return await RestoreChoice.NewestAsync(repository, options.Stores, stores, cancellationToken).ConfigureAwait(false);
    }
}
