using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Counts the bytes of one phase with one store, and tells of them at once and then four times a second at most.</summary>
/// <param name="phase">The phase.</param>
/// <param name="store">The store.</param>
/// <param name="total">All bytes that are to come, where that is known.</param>
/// <param name="listener">Who is told.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreProgress(BackupPhase phase, DataStoreKind store, long? total, ProgressListener listener, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private long? _told;
    private long _bytes;
    private string _message = "";

    /// <summary>More bytes were written or read.</summary>
    public void Add(long bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
            if (_told is { } told && time.GetElapsedTime(told) < Pause)
            {
                return;
            }
        }

        Tell();
    }

    /// <summary>What the store says of itself.</summary>
    public void Say(string message)
    {
        lock (_lock)
        {
            _message = message;
            if (_told is { } told && time.GetElapsedTime(told) < Pause)
            {
                return;
            }
        }

        Tell();
    }

    /// <summary>Tells how it ended.</summary>
    public void End(string message)
    {
        _message = message;
        Tell();
    }

    private void Tell()
    {
        BackupProgress progress;
        lock (_lock)
        {
            _told = time.GetTimestamp();
            var seconds = time.GetElapsedTime(_begun).TotalSeconds;
            progress = new BackupProgress(phase, store, _message, _bytes, seconds > 0 ? _bytes / seconds : null, total);
        }

        listener.Tell(progress);
    }
}
