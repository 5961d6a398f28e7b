using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>One restore of one set.</summary>
internal sealed class RestoreRun(
    RestoreBackup operation, DeployProject project, BackupRepository repository, BackupSet set, ProjectStores stores, RestoreBackupOptions options) : IAsyncDisposable
{
    // Rows before what refers to them; the cache last, so that nothing is queued for what is not there yet.
    private static readonly DataStoreKind[] Order = [DataStoreKind.Postgres, DataStoreKind.Graph, DataStoreKind.Redis];
    private readonly List<string> _notes = [];
    private readonly List<RestoreTarget> _targets = [];
    private ProgressMeter? _meter;
    private RehearsalFolder? _folder;

    /// <summary>Hides secrets.</summary>
    public required Func<string, string> Redact { get; init; }

    /// <summary>Whether a store has been touched.</summary>
    public bool HasBegun { get; private set; }

    private ProgressMeter Progress => _meter ??= new ProgressMeter(new ProgressListener(options.OnProgress, Redact).Tell, operation.Ports.Time);

    private BackupManifest Manifest => set.Manifest!;

    public async ValueTask DisposeAsync()
    {
        foreach (var target in _targets)
        {
            await target.Access.DisposeAsync().ConfigureAwait(false);
        }

        _folder?.Dispose();
    }

    public async Task<RestoreReport> RunAsync(CancellationToken cancellationToken)
    {
        var wanted = Wanted();
        var cipher = SetCiphers.ForReading(Manifest.Encryption, project, stores.Lookup);
        _folder = RehearsalFolder.Make(project, stores.StackName, operation.Ports.Time);
        var run = new StoreRun { Redact = Redact, Timeout = options.Timeout ?? project.Backup.Timeout, WorkFolder = _folder.Path, Time = operation.Ports.Time, OnNote = _notes.Add };
        var look = new SetLook(repository, set, stores, kind => operation.BackupOf(kind, stores), run, Progress);

        // First that there is somewhere to go, then all of the set, and only then is anything changed.
        foreach (var record in wanted)
        {
            _targets.Add(new RestoreTarget(new StoreFindings(record), await OpenAsync(record, cancellationToken).ConfigureAwait(false), operation.BackupOf(record.Kind, stores)));
        }

        await ReadAsync(look, cipher, cancellationToken).ConfigureAwait(false);
        var untouched = new UntouchedReports(_targets, options, Redact, Report);
        if (_targets.Exists(target => !target.Findings.IsWell))
        {
            return untouched.Damaged();
        }

        await CompareAsync(look, cipher, cancellationToken).ConfigureAwait(false);
        NoteWriters();
        return !options.IsPlan && !options.Force && _targets.Exists(target => !target.IsEmpty) ? untouched.Refused()
            : _targets.Exists(target => target.Obstacle is not null) ? untouched.Hindered()
            : options.IsPlan ? untouched.Planned()
            : await ReplaceAsync(look, cipher, cancellationToken).ConfigureAwait(false);
    }

    private List<StoreRecord> Wanted()
    {
        foreach (var kind in options.Stores)
        {
            if (Manifest.Stores.All(store => store.Kind != kind))
            {
                throw new StoreNotInBackupException(set.Id, kind);
            }
        }

        return [.. Manifest.Stores.Where(store => options.Stores.Count == 0 || options.Stores.Contains(store.Kind)).OrderBy(store => Array.IndexOf(Order, store.Kind))];
    }

    private async Task<OpenDataStore> OpenAsync(StoreRecord record, CancellationToken cancellationToken)
    {
        var store = stores.Stores.FirstOrDefault(one => one.Kind == record.Kind);
        return store switch
        {
            null => throw new RestoreTargetMissingException(record.Kind, "no key of the environment files names such a store"),
            { Endpoint: null } => throw new RestoreTargetMissingException(record.Kind, store.Problem ?? $"{store.Keys} name no address"),
            _ => await operation.Open(stores, store, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task ReadAsync(SetLook look, ISetCipher? cipher, CancellationToken cancellationToken)
    {
        foreach (var target in _targets)
        {
            await look.HashAsync(target.Findings, cancellationToken).ConfigureAwait(false);
        }

        foreach (var target in _targets.Where(target => target.Findings.IsWell))
        {
            var tools = target.Access.Access.Container is null ? null : target.Access.Access;
            await look.ReadAsync(target.Findings, cipher, tools, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CompareAsync(SetLook look, ISetCipher? cipher, CancellationToken cancellationToken)
    {
        for (var index = 0; index < _targets.Count; index++)
        {
            var target = _targets[index];
            Progress.Begin(BackupPhase.Compare, target.Kind, total: null, "looking at what is there now");
            var run = look.RunOf(target.Findings);
            var estimate = await target.Backup.EstimateAsync(target.Access.Access, run, cancellationToken).ConfigureAwait(false);
            var before = await target.Backup.ContentAsync(target.Access.Access, withHash: false, run, cancellationToken).ConfigureAwait(false);

            // Every store is asked before the first is touched: the one that comes last may be the one that cannot be replaced.
            _targets[index] = await (target with { IsEmpty = estimate.IsEmpty, Before = before })
                .AskAsync(repository.FilesOf(set, target.Kind, cipher), run, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RestoreReport> ReplaceAsync(SetLook look, ISetCipher? cipher, CancellationToken cancellationToken)
    {
        BackupSet? safety = null;
        if (_targets.Where(target => !target.IsEmpty).ToList() is { Count: > 0 } full)
        {
            (safety, var failure) = await SaveAsync(full, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                return Report("NotTried", "nothing was restored, because no safety set could be taken") with
                {
                    SafetySet = safety,
                    Failure = $"No safety set could be taken of what would be replaced, so nothing was: {failure}",
                    NextAction = "Put right what stood in the way of the backup, and restore again.",
                    ExitCode = ExitCodes.Environment,
                };
            }
        }

        // A backup that is made meanwhile would hold half of the one and half of the other.
        using var held = await HoldBackupsOffAsync(cancellationToken).ConfigureAwait(false);
        var results = new List<StoreRestoreResult>();
        foreach (var target in _targets)
        {
            if (results.Exists(result => result.Outcome != "Restored"))
            {
                results.Add(target.Result("NotTried", "it was not touched, because the one before it failed"));
                continue;
            }

            Progress.Begin(BackupPhase.Restore, target.Kind, target.Findings.Record.Files.Sum(file => file.Bytes), $"restoring into {target.Shown}");
            var files = repository.FilesOf(set, target.Kind, cipher, Progress.Add);
            HasBegun = true;
            results.Add(await target.RestoreAsync(files, look.RunOf(target.Findings), cancellationToken).ConfigureAwait(false));
        }

        return new RestoreEnding(project, set, safety).Close(Report(results) with { SafetySet = safety });
    }

    private async Task<FileLock?> HoldBackupsOffAsync(CancellationToken cancellationToken)
    {
        try
        {
            var standard = BackupRepository.Of(project, destination: null, operation.Ports.Time);
            standard.MakeFolder();
            return await BackupLock.AcquireAsync(standard, cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException failure) when (failure is not BackupInProgressException)
        {
            // Where no backup can be written, none is being made.
            return null;
        }
    }

    private async Task<(BackupSet? Set, string? Failure)> SaveAsync(IReadOnlyList<RestoreTarget> full, CancellationToken cancellationToken)
    {
        Progress.Begin(BackupPhase.Dump, store: null, total: null, $"taking a safety set of {string.Join(", ", full.Select(target => target.Kind))}");
        try
        {
            var report = await operation.MakeSafetySet(
                new CreateBackupOptions
                {
                    Stores = [.. full.Select(target => target.Kind)],
                    Destination = options.Destination,
                    Verify = VerificationLevel.Hash,
                    SkipRetention = true,
                    Reason = $"safety set before restore of {set.Id}",
                    Timeout = options.Timeout,
                    OnProgress = options.OnProgress,
                },
                cancellationToken).ConfigureAwait(false);
            if (report is { Set: { State: >= BackupState.Complete } saved })
            {
                // A copy elsewhere that failed takes nothing from the set that lies here.
                _notes.AddRange(report.Failure.Length > 0 ? [report.Failure] : []);
                Progress.Begin(BackupPhase.Dump, store: null, total: null, $"the safety set is {saved.Id}");
                return (saved, null);
            }

            return (report.Set, report.Failure.Length > 0 ? report.Failure : "it is not complete");
        }
        catch (DeployOpsException failure)
        {
            return (null, Redact(failure.Message));
        }
    }

    // What is written while a store is restored is in neither the safety set nor in the restored one.
    private void NoteWriters()
    {
        var own = _targets.Select(target => target.Access.Access.Container?.Service).Concat(Manifest.Stores.Select(store => store.Service)).ToHashSet(StringComparer.Ordinal);
        var running = stores.Containers.Where(container => container.State == ContainerState.Running && !container.IsOneOff && !own.Contains(container.Service))
            .Select(container => container.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (running.Count > 0)
        {
            _notes.Add($"These services were running and may have written meanwhile: {string.Join(", ", running)}. Stop them before a restore, and restart them afterwards: they may hold what is no longer there.");
        }
    }

    private RestoreReport Report(string outcome, string detail) => Report([.. _targets.Select(target => target.Result(outcome, detail))]);

    private RestoreReport Report(IReadOnlyList<StoreRestoreResult> results) => new()
    {
        Set = set,
        Stores = results,
        Differences = [.. _targets.OrderBy(target => target.Kind).SelectMany(target => target.Differences())],
        Notes = [.. _notes],
    };
}
