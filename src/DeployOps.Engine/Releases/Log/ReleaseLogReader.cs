using System.Runtime.CompilerServices;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Releases.Log;

/// <summary>Reads the records of a release log as a stream, whatever template laid them out.</summary>
internal static class ReleaseLogReader
{
    public static async IAsyncEnumerable<(ReleaseLogEntry Entry, long Offset)> ReadAsync(
        Stream stream, Action<BlockLogDamage>? onDamage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in BlockLogReader.ReadAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            switch (entry)
            {
                case BlockLogDamage damage:
                    onDamage?.Invoke(damage);
                    break;
                case BlockLogBlock block when ReleaseRecordJson.TryRead(block.Payload) is { } record:
                    yield return (new ReleaseLogEntry(record with { Sequence = block.Sequence }, block.Line, block.Text), block.Offset);
                    break;
                default:
                    onDamage?.Invoke(new BlockLogDamage(entry.Line, (entry as BlockLogBlock)?.Sequence, "its content is of another version of DeployOps"));
                    break;
            }
        }
    }
}
