using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Chooses the stores of a backup and takes a first look at them, side by side. Nothing is written.</summary>
internal sealed class BackupPreparation(DeployProject project, BackupPorts ports, Func<DataStoreKind, IStoreBackup> storeOf, Func<string, string> redact)
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(2);

    /// <summary>The stores that are to be backed up.</summary>
    /// <param name="found">Those that the project has.</param>
    /// <param name="named">Those that the caller named; all that the settings do not exclude when empty.</param>
    /// <param name="notes">Takes what is left out.</param>
    /// <exception cref="NoSuchStoreException">A named one is not there.</exception>
    /// <exception cref="NoStoreToBackUpException">There is none.</exception>
    public IReadOnlyList<DataStore> Choose(IReadOnlyList<DataStore> found, IReadOnlyList<DataStoreKind> named, ICollection<string> notes)
    {
        var missing = named.Where(kind => found.All(store => store.Kind != kind)).Distinct().Order().ToList();
        if (missing.Count > 0)
        {
            throw new NoSuchStoreException(project.Name, missing, [.. found.Select(store => store.Kind)]);
        }

        foreach (var store in found)
        {
            if (named.Count > 0 && !named.Contains(store.Kind))
            {
                notes.Add($"{store.Kind} was not asked for and is not in this set.");
            }
            else if (named.Count == 0 && !IsEnabled(store.Kind))
            {
                notes.Add($"{store.Kind} is not in this set: backup.{Key(store.Kind)}.enabled is false in deployops.yml.");
            }
        }

        var chosen = found.Where(store => named.Count > 0 ? named.Contains(store.Kind) : IsEnabled(store.Kind)).OrderBy(store => store.Kind).ToList();
        return chosen.Count > 0 ? chosen
            : throw new NoStoreToBackUpException(project.Name, found.Count == 0 ? "no key of its environment files names one" : "those that it has are excluded in deployops.yml");
    }

    /// <summary>Opens the ways and asks for the sizes. A store that does not answer is among them with its failure.</summary>
    public async Task<PreparedStores> LookAsync(ProjectStores stores, IReadOnlyList<DataStore> chosen, TimeSpan timeout, ProgressListener progress, CancellationToken cancellationToken)
    {
        var looks = chosen.Select(store => LookAsync(stores, store, timeout < LongestLook ? timeout : LongestLook, progress, cancellationToken)).ToList();
        try
        {
            return new PreparedStores(await Task.WhenAll(looks).ConfigureAwait(false));
        }
        catch
        {
            foreach (var look in looks.Where(look => look.IsCompletedSuccessfully))
            {
                await new PreparedStores([await look.ConfigureAwait(false)]).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<PreparedStore> LookAsync(ProjectStores stores, DataStore store, TimeSpan timeout, ProgressListener progress, CancellationToken cancellationToken)
    {
        var prepared = new PreparedStore { Store = store, Backup = storeOf(store.Kind) };
        progress.Tell(new BackupProgress(BackupPhase.Prepare, store.Kind, "looking at the store"));
        var failure = await StoreGuard.RunAsync(
            store.Kind,
            timeout,
            async token =>
            {
                if (store.Problem is not null)
                {
                    throw new StoreNotUsableException(store);
                }

                prepared = prepared with { Way = await stores.OpenAsync(store, ports.Routes, token).ConfigureAwait(false) };
                var run = new StoreRun { Redact = redact, Timeout = timeout, Time = ports.Time };
                prepared = prepared with { Estimate = await prepared.Backup.EstimateAsync(prepared.Way!.Access, run, token).ConfigureAwait(false) };
            },
            cancellationToken).ConfigureAwait(false);
        return prepared with { Failure = failure };
    }

    private bool IsEnabled(DataStoreKind kind) => project.Backup.IsEnabled(kind);

    private static string Key(DataStoreKind kind) => kind switch
    {
        DataStoreKind.Postgres => "postgres",
        DataStoreKind.Redis => "redis",
        _ => "graph",
    };
}
