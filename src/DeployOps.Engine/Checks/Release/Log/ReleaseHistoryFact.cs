using DeployOps.Engine.Files;

namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>
/// What the release log tells the gate. It reads the machine lines alone and takes only what checks ask for; the whole
/// record belongs to the room that writes it.
/// </summary>
internal sealed class ReleaseHistoryFact : IFact<ReleaseHistoryFact>
{
    private const int MostDamages = 20;
    private readonly Dictionary<string, ReleaseHistoryRecord> _unfinished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _released = new(StringComparer.Ordinal);
    private readonly List<BlockLogDamage> _damages = [];

    /// <summary>The log's path as findings show it.</summary>
    public required string File { get; init; }

    /// <summary>The last release or rollback that succeeded: what should be running.</summary>
    public ReleaseHistoryRecord? LastSucceeded { get; private set; }

    /// <summary>The last record of any kind.</summary>
    public ReleaseHistoryRecord? Last { get; private set; }

    /// <summary>Records that say something began and have no end, in the order of the log.</summary>
    public IEnumerable<ReleaseHistoryRecord> Unfinished => _unfinished.Values.OrderBy(record => record.Sequence);

    /// <summary>The first damages.</summary>
    public IReadOnlyList<BlockLogDamage> Damages => _damages;

    /// <summary>How many damages there are.</summary>
    public int DamageCount { get; private set; }

    /// <summary>The line of the record under which a tag went live; <see langword="null"/> when it never did.</summary>
    public long? LineOfRelease(string tag) => _released.TryGetValue(tag, out var line) ? line : null;

    /// <inheritdoc/>
    public static async Task<ReleaseHistoryFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var path = context.Project.FullPath(context.Project.ReleaseLog.Path);
        var history = new ReleaseHistoryFact { File = context.Project.RelativePath(path) };
        try
        {
            var stream = BlockLogReader.Open(path);
            await using (stream.ConfigureAwait(false))
            {
                await foreach (var entry in BlockLogReader.ReadAsync(stream, cancellationToken).ConfigureAwait(false))
                {
                    history.Add(entry);
                }
            }
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FactUnavailableException(FindingStatus.NotApplicable, "there is no release log yet: this is the first release", "", failure);
        }

        return history;
    }

    private void Add(BlockLogEntry entry)
    {
        if (entry is BlockLogBlock block && ReleaseHistoryRecord.TryRead(block) is { } record)
        {
            Add(record);
            return;
        }

        DamageCount++;
        if (_damages.Count < MostDamages)
        {
            _damages.Add(entry as BlockLogDamage ?? new BlockLogDamage(entry.Line, null, "its content is of another version of DeployOps"));
        }
    }

    private void Add(ReleaseHistoryRecord record)
    {
        Last = record;
        if (record.IsStart)
        {
            _unfinished[record.Tag] = record;
            return;
        }

        _unfinished.Remove(record.Tag);
        if (record.WentLive)
        {
            LastSucceeded = record;
            _released[record.Tag] = record.Line;
        }
    }
}
