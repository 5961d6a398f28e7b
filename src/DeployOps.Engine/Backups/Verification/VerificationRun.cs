using DeployOps.Engine.Backups.Creation;
using System.Diagnostics;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>One look at one set, while its lock is held.</summary>
internal sealed class VerificationRun(
    VerifyBackup operation, DeployProject project, BackupRepository repository, BackupSet set, BackupManifest manifest, VerifyBackupOptions options)
{
    private readonly List<string> _notes = [];
    private readonly List<StoreFindings> _looks = [.. manifest.Stores.Where(store => store.IsComplete).Select(store => new StoreFindings(store))];
    private readonly List<string> _findings = [];
    private ProgressMeter? _meter;

    /// <summary>Hides secrets.</summary>
    public required Func<string, string> Redact { get; init; }

    private ProgressMeter Progress => _meter ??= new ProgressMeter(new ProgressListener(options.OnProgress, Redact).Tell, operation.Ports.Time);

    /// <summary>How long each store may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether the manifest may be written.</summary>
    public required bool CanWrite { get; init; }

    private bool IsPartial => manifest.State == BackupState.Partial;

    private VerificationLevel Level => IsPartial && options.Level == VerificationLevel.Restore ? VerificationLevel.Read : options.Level;

    public async Task<BackupVerificationReport> RunAsync(CancellationToken cancellationToken)
    {
        var engines = operation.EnginesOf(Redact);
        _notes.AddRange((await engines.SweepAsync(cancellationToken).ConfigureAwait(false)).Select(Redact));
        if (IsPartial)
        {
            _findings.AddRange(manifest.Stores.Where(store => !store.IsComplete).Select(store => $"{store.Kind}: it was not written{(store.Failure is { } why ? $": {why}" : "")}"));
            _notes.Add("The set is partial: it can be looked at, and is never rehearsed nor verified.");
        }

        var at = operation.Ports.Time.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        await LookAsync(engines, cancellationToken).ConfigureAwait(false);
        var duration = Stopwatch.GetElapsedTime(started);
        var ending = new VerificationEnding(operation, project, repository, set, manifest)
        {
            Level = Level,
            Looks = _looks,
            SetFindings = [.. _findings.Select(Redact)],
            Notes = _notes,
            At = at,
            Duration = duration,
            Redact = Redact,
            CanWrite = CanWrite && !IsPartial,
        };
        return await ending.CloseAsync().ConfigureAwait(false);
    }

    private async Task LookAsync(IThrowawayEngines engines, CancellationToken cancellationToken)
    {
        // Restored is what was looked at before: a file that is not what it was is not put anywhere.
        var look = new SetLook(repository, set, new ProjectStores { StackName = manifest.Stack, Stores = [], Containers = [], Services = new Dictionary<string, string?>(), Lookup = static _ => null }, NotAsked, new StoreRun(), Progress);
        foreach (var store in _looks)
        {
            store.Begin();
            await look.HashAsync(store, cancellationToken).ConfigureAwait(false);
            store.End();
        }

        _findings.AddRange(SetHashes.StrangersIn(set));
        if (Level == VerificationLevel.Hash)
        {
            return;
        }

        var stores = await operation.FindStores(cancellationToken).ConfigureAwait(false);
        if (Cipher(stores) is not (true, var cipher))
        {
            return;
        }

        using var folder = RehearsalFolder.Make(project, stores.StackName, operation.Ports.Time);
        var run = new StoreRun { Redact = Redact, Timeout = Timeout, WorkFolder = folder.Path, Time = operation.Ports.Time };
        look = new SetLook(repository, set, stores, kind => operation.BackupOf(kind, stores), run, Progress);
        foreach (var store in _looks.Where(store => store.IsWell))
        {
            store.Begin();
            if (Level == VerificationLevel.Read)
            {
                await look.ReadAsync(store, cipher, tools: null, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // One engine at a time: each takes the memory of a live store.
                await RehearseAsync(look, store, cipher, engines, stores, cancellationToken).ConfigureAwait(false);
            }

            store.End();
        }
    }

    private async Task RehearseAsync(SetLook look, StoreFindings store, ISetCipher? cipher, IThrowawayEngines engines, ProjectStores stores, CancellationToken cancellationToken)
    {
        Progress.Begin(BackupPhase.Restore, store.Kind, total: null, "starting a throwaway engine");
        IThrowawayEngine engine;
        try
        {
            engine = await engines.StartAsync(store.Record, stores, cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            store.Fail("there was no engine to rehearse in", failure);
            await look.ReadAsync(store, cipher, tools: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        await using (engine.ConfigureAwait(false))
        {
            // The engine has the tools of the dump's own version; the live container is spared.
            await look.ReadAsync(store, cipher, engine.Access.Container is null ? null : engine.Access, cancellationToken).ConfigureAwait(false);
            if (store.IsWell)
            {
                await look.RestoreAsync(store, cipher, engine, cancellationToken).ConfigureAwait(false);
            }

            if (options.Keep)
            {
                _notes.Add(Redact(await engine.KeepAsync().ConfigureAwait(false)));
            }
        }
    }

    private (bool IsThere, ISetCipher? Cipher) Cipher(ProjectStores stores)
    {
        try
        {
            return (true, SetCiphers.ForReading(manifest.Encryption, project, stores.Lookup));
        }
        catch (DeployOpsException failure)
        {
            foreach (var store in _looks)
            {
                store.Obstruct($"it could not be decrypted here: {failure.Message}");
            }

            return (false, null);
        }
    }

    private static IStoreBackup NotAsked(DataStoreKind kind) => throw new InvalidOperationException($"Hashing asks no {kind}.");
}
