using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations.Kept;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Clears what is older than the releases that are kept to go back to: pins, image names with their tag, plans and logs.</summary>
internal static class ReleaseRetention
{
    // The logs of the last failures are looked at long after; they are small.
    private const int KeptFailures = 5;

    /// <summary>The releases that are kept: the live one and the configured number before it.</summary>
    public static IReadOnlyList<ReleaseOperation> Kept(ReleaseSession session, JournalContent journal) =>
        [.. new[] { LiveRelease.Of(journal) }.OfType<ReleaseOperation>(), .. LiveRelease.Candidates(journal).Take(session.Project.Release.Keep)];

    /// <summary>Clears the rest.</summary>
    /// <param name="session">The session.</param>
    /// <param name="looking">What runs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task ClearAsync(ReleaseSession session, Task<StackLook> looking, CancellationToken cancellationToken)
    {
        var journal = await session.Journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        var kept = Kept(session, journal);
        var numbers = kept.Select(operation => operation.Number).ToHashSet();
        var keptNames = kept.SelectMany(operation => operation.Images).Select(image => image.Reference).ToHashSet(StringComparer.Ordinal);
        var old = journal.Operations
            .Where(operation => !numbers.Contains(operation.Number) && operation.Kind != ReleaseKind.Rehearsal)
            .SelectMany(operation => operation.Images.Where(image => image.Reference.EndsWith($":{operation.Tag}", StringComparison.Ordinal)))
            .Select(image => image.Reference).Where(name => !keptNames.Contains(name)).Distinct(StringComparer.Ordinal).ToList();
        if (old.Count > 0)
        {
            var going = (await session.Engine.Images.NamesAsync(null, cancellationToken).ConfigureAwait(false)).Intersect(old, StringComparer.Ordinal).ToList();

            // A container that later releases did not change still has its old name, and is known by it the next time.
            var inUse = (await looking.ConfigureAwait(false)).Images.Select(image => image.Reference);
            await session.Engine.Images.RemoveAsync([.. going.Except(inUse, StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        }

        await new ImagePins(session).KeepAsync(numbers, cancellationToken).ConfigureAwait(false);
        var failures = journal.Operations.Where(operation => operation.Result > ReleaseResult.Succeeded).TakeLast(KeptFailures).Select(operation => operation.Number);
        OperationFolder.Keep(session.Project, numbers.Concat(failures).Append(journal.Operations[^1].Number).ToHashSet());
        await KeptFiles.ClearAsync(session.Project, looking).ConfigureAwait(false);
    }
}
