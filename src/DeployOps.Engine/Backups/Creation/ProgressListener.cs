namespace DeployOps.Engine.Backups.Creation;

/// <summary>Hands signs of life on one at a time, whichever store they come from, with secrets hidden.</summary>
internal sealed class ProgressListener(Action<BackupProgress> onProgress, Func<string, string> redact)
{
    private readonly Lock _lock = new();

    public void Tell(BackupProgress progress)
    {
        var shown = progress.Message.Length == 0 ? progress : progress with { Message = redact(progress.Message) };
        lock (_lock)
        {
            onProgress(shown);
        }
    }

    public void Tell(BackupPhase phase, string message) => Tell(new BackupProgress(phase, null, message));
}
