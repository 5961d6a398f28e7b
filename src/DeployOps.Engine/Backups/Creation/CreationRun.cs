using System.Globalization;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Makes one set, from the lock to the final name.</summary>
internal sealed class CreationRun(
    DeployProject project, BackupPorts ports, CreationHooks hooks, CreateBackupOptions options, ProgressListener listener, Func<string, string> redact, List<string> notes)
{
    private readonly BackupRepository _repository = BackupRepository.Of(project, options.Destination, ports);

    private TimeSpan Timeout => options.Timeout ?? project.Backup.Timeout;

    /// <summary>Says what would be written. Nothing is, not even a folder.</summary>
    public async Task<BackupReport> PlanAsync(BackupPreparation preparation, ProjectStores stores, IReadOnlyList<DataStore> chosen, CancellationToken cancellationToken)
    {
        _ = SetCiphers.ForWriting(project, stores.Lookup);
        var prepared = await preparation.LookAsync(stores, chosen, Timeout, listener, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            var space = await SpaceAsync(prepared, cancellationToken).ConfigureAwait(false);
            var failures = prepared.All.Where(store => store.Failure is not null).Select(store => (store.Kind, Failure: store.Failure!)).ToList();
            var report = new BackupReport
            {
                ProjectName = project.Name,
                IsPlan = true,
                Stores = [.. prepared.All.Select(PlannedRecord)],
                Notes = [.. notes, $"The set would lie in '{_repository.Folder}'."],
            };
            return failures.Count == 0 && space is not null
                ? report with { Failure = space.Message, NextAction = space.RecommendedAction, ExitCode = ExitCodes.Environment }
                : WithFailures(report, failures);
        }
    }

    /// <summary>Makes the set.</summary>
    public async Task<BackupReport> WriteAsync(BackupPreparation preparation, ProjectStores stores, IReadOnlyList<DataStore> chosen, CancellationToken cancellationToken)
    {
        var cipher = SetCiphers.ForWriting(project, stores.Lookup);
        _repository.MakeFolder();
        using var alone = await BackupLock.AcquireAsync(_repository, cancellationToken).ConfigureAwait(false);
        notes.AddRange(await PartialSweep.RunAsync(_repository, cancellationToken).ConfigureAwait(false));
        var prepared = await preparation.LookAsync(stores, chosen, Timeout, listener, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            DemandReachable(prepared);
            if (await SpaceAsync(prepared, cancellationToken).ConfigureAwait(false) is { } noSpace)
            {
                throw noSpace;
            }

            using var writing = await SetWriting.BeginAsync(_repository, FirstManifest(prepared, stores.StackName, cipher), cancellationToken).ConfigureAwait(false);
            return await WriteAsync(writing, prepared, cipher, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<BackupReport> WriteAsync(SetWriting writing, PreparedStores prepared, ISetCipher? cipher, CancellationToken cancellationToken)
    {
        var dumping = new StoreDumping(writing, cipher, ports, Timeout, listener, redact);
        var failures = new List<(DataStoreKind? Kind, DeployOpsException Failure)>();
        try
        {
            var results = await Task.WhenAll(prepared.All.Select(store => Task.Run(() => dumping.RunAsync(store, cancellationToken), CancellationToken.None))).ConfigureAwait(false);
            failures.AddRange(prepared.All.Zip(results).Where(pair => pair.Second is not null).Select(pair => ((DataStoreKind?)pair.First.Kind, pair.Second!)));
            await EndAsync(writing, isComplete: failures.Count == 0).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await TryEndAsync(writing).ConfigureAwait(false);
            throw;
        }
        catch (DeployOpsException failure)
        {
            failures.Add((null, failure));
        }

        var report = new BackupReport { ProjectName = project.Name, Set = writing.Set, Stores = writing.Manifest.Stores, Notes = [.. notes] };
        return WithFailures(report, failures);
    }

    private async Task EndAsync(SetWriting writing, bool isComplete)
    {
        await writing.ChangeAsync(manifest => manifest with { EndedAt = ports.Time.GetUtcNow(), ProcessId = isComplete ? manifest.ProcessId : null }, CancellationToken.None).ConfigureAwait(false);
        if (!isComplete)
        {
            return;
        }

        if (SetHashes.StrangersIn(writing.Set) is { Count: > 0 } strangers)
        {
            throw new BackupLeftoverException(writing.Set.Id, strangers[0]);
        }

        await writing.CompleteAsync().ConfigureAwait(false);
    }

    private async Task TryEndAsync(SetWriting writing)
    {
        try
        {
            await EndAsync(writing, isComplete: false).ConfigureAwait(false);
        }
        catch (DeployOpsException)
        {
            // The manifest before says partial, too.
        }
    }

    private BackupManifest FirstManifest(PreparedStores prepared, string stack, ISetCipher? cipher)
    {
        var now = ports.Time.GetUtcNow();
        return new BackupManifest
        {
            Id = BackupId.New(now),
            Project = project.Name,
            Stack = stack,
            State = BackupState.Partial,
            StartedAt = now,
            By = SetWriting.ThisAccount,
            ProcessId = Environment.ProcessId,
            ToolVersion = typeof(CreateBackup).Assembly.GetName().Version?.ToString(3) ?? "",
            Reason = options.Reason is { } reason ? redact(reason) : null,
            IsSafetySet = options.IsSafetySet,
            Encryption = cipher?.Record,
            Stores = [.. prepared.All.Select(store => store.Record)],
        };
    }

    private void DemandReachable(PreparedStores prepared)
    {
        if (prepared.All.Any(store => store.Failure is null))
        {
            return;
        }

        // One store: its failure says everything. Several: each has its own.
        throw prepared.All.Count == 1
            ? prepared.All[0].Failure!
            : new NoStoreReachableException(
                project.Name, string.Join(" ", prepared.All.Select(store => $"{store.Kind}: {redact(store.Failure!.Message)}")), prepared.All[0].Failure!.RecommendedAction);
    }

    private async Task<NotEnoughSpaceException?> SpaceAsync(PreparedStores prepared, CancellationToken cancellationToken)
    {
        var sets = await _repository.ListAsync(cancellationToken).ConfigureAwait(false);
        var estimates = prepared.All.Where(store => store.Estimate is not null).Select(store => (store.Kind, store.Estimate!.Bytes));
        var needed = SpaceCheck.NeededBy(estimates, [.. sets.Where(set => set.OtherOrigin.Length == 0)]);
        if ((hooks.FreeSpace ?? SpaceCheck.FreeAt)(_repository.Folder) is not { } free)
        {
            notes.Add("The free space of the destination could not be asked.");
            return null;
        }

        return free < needed ? new NotEnoughSpaceException(_repository.Folder, needed, free) : null;
    }

    private BackupReport WithFailures<TKind>(BackupReport report, IReadOnlyList<(TKind Kind, DeployOpsException Failure)> failures) => failures.Count == 0
        ? report
        : report with
        {
            Failure = string.Join(" ", failures.Select(one => one.Kind is null ? redact(one.Failure.Message) : $"{one.Kind}: {redact(one.Failure.Message)}")),
            NextAction = redact(failures[0].Failure.RecommendedAction),
            ExitCode = ExitCodes.Environment,
        };

    private StoreRecord PlannedRecord(PreparedStore store) => store.Record with
    {
        Failure = store.Failure is { } failure ? redact(failure.Message) : null,
        Notes = store.Estimate is { } estimate
            ? [estimate.IsEmpty ? "It is empty." : string.Create(CultureInfo.InvariantCulture, $"Its dump needs {estimate.Bytes / 1e6:0.#} MB at most.")]
            : [],
    };
}
