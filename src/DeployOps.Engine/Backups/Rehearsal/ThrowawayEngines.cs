using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>
/// <see cref="IThrowawayEngines"/> of this machine: a copy of the stack's own service, a container of the configured image, or a program, in that
/// order. Each is written down before it is made.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="ports">What it reaches outside through.</param>
/// <param name="redact">Hides secrets in what a container or a program says.</param>
internal sealed class ThrowawayEngines(DeployProject project, BackupPorts ports, Func<string, string> redact) : IThrowawayEngines
{
    private readonly ProofNotes _notes = new(project, ports.Time);
    private readonly RehearsalSpace _space = new(project, ports);

    /// <inheritdoc/>
    public async Task<IThrowawayEngine> StartAsync(StoreRecord record, ProjectStores stores, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(stores);
        try
        {
            var reasons = new List<string>();
            var copies = new ServiceCopies(project, ports, stores);
            var plan = record.Service is null ? null : await copies.OfServiceAsync(record, reasons, cancellationToken).ConfigureAwait(false);
            plan ??= SettingsOf(record.Kind).Image is { } image ? ImageEngines.Of(record.Kind, image, stores.StackName) : null;
            if (plan is not null)
            {
                await _space.DemandForContainerAsync(record, cancellationToken).ConfigureAwait(false);
                return await new ThrowawayContainer(_notes, ports, redact, plan).StartAsync(cancellationToken).ConfigureAwait(false);
            }

            _space.DemandForProgram(record);
            return await new ProgramEngines(_notes, ports, redact).StartAsync(record, stores.StackName, reasons, cancellationToken).ConfigureAwait(false)
                ?? throw new NoThrowawayEngineException(record.Kind, string.Join("; ", reasons));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NoThrowawayEngineException(record.Kind, $"this account could not write what a throwaway engine needs, into .deployops or the folder for temporary files ({failure.GetType().Name})");
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        var swept = new List<string>();
        foreach (var note in _notes.All().Where(note => note.IsLeft))
        {
            try
            {
                await ThrowawayRemoval.RunAsync(note, _notes, ports, cancellationToken).ConfigureAwait(false);
                swept.Add($"{note.Name}, which an earlier rehearsal left, was removed.");
            }
            catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
            {
                // What is left of another rehearsal does not stand in the way of this one.
                swept.Add($"{note.Name}, which an earlier rehearsal left, could not be removed ({ThrowawayRemoval.Reason(failure)}); the next verification tries again.");
            }
        }

        return swept;
    }

    private BackupStoreSettings SettingsOf(DataStoreKind kind) => kind switch
    {
        DataStoreKind.Postgres => project.Backup.Postgres,
        DataStoreKind.Redis => project.Backup.Redis,
        _ => project.Backup.Graph,
    };
}

/// <summary>A container to be: its plan, and what it may be logged in to as.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Plan">The plan, of one service under the engine's name.</param>
/// <param name="Logins">The addresses to try, the best first; hosts and ports are as inside the container's network.</param>
/// <param name="Description">What it is.</param>
/// <param name="MayPull">Whether its image may be brought from its registry.</param>
internal sealed record ContainerPlan(DataStoreKind Kind, ComposePlan Plan, IReadOnlyList<DataStore> Logins, string Description, bool MayPull)
{
    /// <summary>The value of a variable that the plan still names.</summary>
    public Func<string, string?> Lookup { get; init; } = static _ => null;

    /// <summary>Says what it is, without the plan.</summary>
    public override string ToString() => Description;
}
