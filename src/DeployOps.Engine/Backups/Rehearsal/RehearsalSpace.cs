using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>
/// Whether there is room for the copy that a rehearsal makes: it shares its disk with the live stack, which must not stop for it. The size of the source at its
/// dump counts; for sets that do not say it, a multiple of the dump's own, because dumps are compressed and hold no indexes.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="ports">What it reaches outside through.</param>
internal sealed class RehearsalSpace(DeployProject project, BackupPorts ports)
{
    private const double ShareOfSource = 1.2;
    private const double TimesOfDump = 4;
    private const long LeastMargin = 256L * 1024 * 1024;
    private Task<string?>? _dataRoot;

    /// <summary>Measures; replaced in tests.</summary>
    internal Func<string, long?> FreeAt { get; init; } = SpaceCheck.FreeAt;

    /// <summary>Sees to it that a container has room on the disk of a local docker engine. One elsewhere cannot be asked.</summary>
    /// <exception cref="NoRoomForRehearsalException">It has not.</exception>
    public async Task DemandForContainerAsync(StoreRecord record, CancellationToken cancellationToken)
    {
        if (await (_dataRoot ??= DataRootAsync(cancellationToken)).ConfigureAwait(false) is { } root)
        {
            Demand(record, root, "docker's data");
        }
    }

    /// <summary>Sees to it that a program has room.</summary>
    /// <exception cref="NoRoomForRehearsalException">It has not.</exception>
    public void DemandForProgram(StoreRecord record) => Demand(record, Path.GetTempPath(), "the temporary files");

    /// <summary>The bytes that a restored copy is expected to need.</summary>
    internal static long NeededBy(StoreRecord record)
    {
        var dump = record.Files.Sum(file => file.ContentBytes);
        var copy = record.SourceBytes is { } source ? Math.Max(source, dump) * ShareOfSource : dump * TimesOfDump;
        return (long)copy + LeastMargin;
    }

    private void Demand(StoreRecord record, string path, string what)
    {
        var needed = NeededBy(record);
        if (FreeAt(path) is { } free && free < needed)
        {
            throw new NoRoomForRehearsalException(record.Kind, what, needed, free);
        }
    }

    private async Task<string?> DataRootAsync(CancellationToken cancellationToken) =>
        (await DockerFact.GatherAsync(ports.Processes, project.Root, name => ports.ProcessEnvironment.LastOrDefault(pair => pair.Key == name).Value, cancellationToken).ConfigureAwait(false)).LocalDataRoot;
}
