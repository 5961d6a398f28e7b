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
        MakeSafetySet = (options, token) => new CreateBackup(_project) { Ports = Ports }.RunAsync(options, token);
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
        var repository = BackupRepository.Of(_project, options.Destination, Ports.Time);
        var set = await repository.FindAsync(options.Set, options.Set is null ? BackupState.Verified : BackupState.Complete, cancellationToken).ConfigureAwait(false);

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
            report = await log.WriteAsync(await run.RunAsync(cancellationToken).ConfigureAwait(false), begun).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.HasBegun)
        {
            await log.WriteStoppedAsync(set, begun).ConfigureAwait(false);
            throw;
        }

        return report with { Duration = Ports.Time.GetElapsedTime(started) };
    }
}
