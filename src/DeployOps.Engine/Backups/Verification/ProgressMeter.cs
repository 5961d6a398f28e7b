using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>Turns counted bytes into signs of life, a few a second.</summary>
internal sealed class ProgressMeter(Action<BackupProgress> onProgress, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private BackupPhase _phase;
    private DataStoreKind? _store;
    private string _message = "";
    private long? _total;
    private long _bytes;
    private long _began;
    private long _said;

    /// <summary>Begins something.</summary>
    public void Begin(BackupPhase phase, DataStoreKind? store, long? total, string message)
    {
        lock (_gate)
        {
            (_phase, _store, _total, _message, _bytes) = (phase, store, total, message, 0);
            _began = _said = time.GetTimestamp();
        }

        onProgress(new BackupProgress(phase, store, message, TotalBytes: total));
    }

    /// <summary>Counts bytes.</summary>
    public void Add(long bytes)
    {
        BackupProgress sign;
        lock (_gate)
        {
            _bytes += bytes;
            if (time.GetElapsedTime(_said) < Interval)
            {
                return;
            }

            _said = time.GetTimestamp();
            var seconds = time.GetElapsedTime(_began).TotalSeconds;
            sign = new BackupProgress(_phase, _store, _message, _bytes, seconds > 0 ? _bytes / seconds : null, _total);
        }

        onProgress(sign);
    }

    /// <summary>Passes on what a store says.</summary>
    public void Say(DataStoreKind store, string message)
    {
        BackupPhase phase;
        lock (_gate)
        {
            phase = _phase;
        }

        onProgress(new BackupProgress(phase, store, message));
    }
}
