using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Compose;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>Looks whether a set can be restored (rows PA16, CH8, LR3), and writes what it found into the set's manifest.</summary>
public sealed class VerifyBackup
{
    private readonly DeployProject _project;

    /// <summary>Looks at the sets of a project.</summary>
    public VerifyBackup(DeployProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        _project = project;
        FindStores = token => ProjectStores.FindAsync(_project, Ports.Engine, Ports.ProcessEnvironment, token);

        // A throwaway engine has its own login; the role of the settings is one of the live server.
        var settings = project.Backup with { Postgres = project.Backup.Postgres with { User = null, PasswordVariable = null } };
        BackupOf = (kind, stores) => StoreBackups.Of(kind, settings, Ports, stores.Lookup);
        EnginesOf = redact => new ThrowawayEngines(_project, Ports, redact);
    }

    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>Looks for the project's stores; replaced in tests.</summary>
    internal Func<CancellationToken, Task<ProjectStores>> FindStores { get; init; }

    /// <summary>The kinds of stores; replaced in tests.</summary>
    internal Func<DataStoreKind, ProjectStores, IStoreBackup> BackupOf { get; init; }

    /// <summary>The throwaway engines; replaced in tests.</summary>
    internal Func<Func<string, string>, IThrowawayEngines> EnginesOf { get; init; }

    /// <summary>How long to wait for another look at the same set.</summary>
    internal TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Looks. What is wrong with the set is the report's; the live stores are never touched.</summary>
    /// <exception cref="DeployOpsException">There is no such set, or it is being looked at already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public async Task<BackupVerificationReport> RunAsync(VerifyBackupOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var timeout = options.Timeout ?? _project.Backup.Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await LookAsync(options, timeout, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackupVerificationTimeoutException(timeout);
        }
    }

    private async Task<BackupVerificationReport> LookAsync(VerifyBackupOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var repository = BackupRepository.Of(_project, options.Destination, Ports);
        if (await DamagedAsync(repository, options.Set, cancellationToken).ConfigureAwait(false) is { } damaged)
        {
            return Damaged(damaged, options.Level);
        }

        var found = await repository.FindAsync(options.Set, options.Set is null ? BackupState.Complete : BackupState.Partial, cancellationToken).ConfigureAwait(false);
        using var held = await SetLock.AcquireAsync(repository, found, LockPatience, cancellationToken).ConfigureAwait(false);

        // Somebody else may have written its manifest while this one waited.
        var set = await repository.ReadAsync(found.Path, cancellationToken).ConfigureAwait(false);
        if (set.Manifest is not { } manifest || set.Problem is not null)
        {
            return Damaged(set, options.Level);
        }

        var redactor = StackSecrets.Redactor(_project, Ports.ProcessEnvironment);
        var run = new VerificationRun(this, _project, repository, set, manifest, options)
        {
            Redact = redactor.Redact,
            Timeout = timeout,
            CanWrite = held.IsHeld,
        };
        return await run.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // A manifest that is not what was sealed is what is looked for here, and no failure of the looking.
    private static async Task<BackupSet?> DamagedAsync(BackupRepository repository, string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return null;
        }

        try
        {
            await repository.FindAsync(name, BackupState.Partial, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (BackupDamagedException damage)
        {
            var sets = await repository.ListAsync(cancellationToken).ConfigureAwait(false);
            var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name, repository.Project.Root));
            return sets.FirstOrDefault(set => set.Id == name || Path.GetFileName(set.Path) == name || set.Path == folder)
                ?? new BackupSet { Id = name, Path = folder, Problem = damage.Message };
        }
    }

    private BackupVerificationReport Damaged(BackupSet set, VerificationLevel level) => new()
    {
        Set = set,
        Level = level,
        Passed = false,
        Findings = [$"The manifest cannot be trusted: {set.Problem}. Nothing was written into it, and its files were not looked at."],
        RecoveryTimeObjective = _project.Backup.RecoveryTimeObjective,
        RecoveryPoint = set.Age ?? TimeSpan.Zero,
        RecoveryPointObjective = _project.Backup.RecoveryPointObjective,
        NextAction = "Do not restore from this set. Look for a copy of it, or make a new one: Invoke-Backup (deployops backup).",
        ExitCode = ExitCodes.GateFailed,
    };
}
