using System.Runtime.CompilerServices;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Log;

/// <summary>
/// Reads a project's release log back. It streams: a log of any size takes the memory of one record, or of places of
/// records when the latest are wanted first. A damaged record is reported and passed over.
/// </summary>
public sealed class GetReleaseLog(DeployProject project)
{
    /// <summary>Reads the records.</summary>
    /// <param name="options">Which ones.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ReleaseLogMissingException">There is no release log.</exception>
    /// <exception cref="ReleaseLogUnreadableException">The account may not read it, or a program holds it open without sharing it.</exception>
    public async IAsyncEnumerable<ReleaseLogEntry> RunAsync(GetReleaseLogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Last ?? 0);
        var stream = Open();
        await using (stream.ConfigureAwait(false))
        {
            var places = new Queue<(long Offset, long Line)>();
            await foreach (var (entry, offset) in ReleaseLogReader.ReadAsync(stream, options.OnDamage, cancellationToken).ConfigureAwait(false))
            {
                if (!Wanted(entry.Record, options))
                {
                    continue;
                }

                if (options is { Last: null, NewestFirst: false })
                {
                    yield return entry;
                    continue;
                }

                places.Enqueue((offset, entry.Line));
                if (places.Count > options.Last)
                {
                    places.Dequeue();
                }
            }

            foreach (var (offset, line) in options.NewestFirst ? places.Reverse() : places)
            {
                if (await ReadAgainAsync(stream, offset, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    yield return entry with { Line = line };
                }
            }
        }
    }

    private static bool Wanted(ReleaseRecord record, GetReleaseLogOptions options) =>
        (options.Tag is null || record.Tag == options.Tag)
        && (options.Kind is null || record.Kind == options.Kind)
        && (options.Result is null || record.Result == options.Result)
        && (options.Since is null || record.Started >= options.Since);

    private static async Task<ReleaseLogEntry?> ReadAgainAsync(FileStream stream, long offset, CancellationToken cancellationToken)
    {
        stream.Position = offset;
        await foreach (var (entry, start) in ReleaseLogReader.ReadAsync(stream, onDamage: null, cancellationToken).ConfigureAwait(false))
        {
            return start == 0 ? entry : null;
        }

        // The log was cut short meanwhile.
        return null;
    }

    private FileStream Open()
    {
        var path = project.FullPath(project.ReleaseLog.Path);
        try
        {
            return BlockLogReader.Open(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReleaseLogMissingException(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseLogUnreadableException(path, failure);
        }
    }
}
