namespace DeployOps.Engine.Files;

/// <summary>Somebody else kept a lock for longer than the caller would wait.</summary>
public sealed class FileLockTimeoutException(string path, TimeSpan waited, string? holder)
    : DeployOpsException(
        "FileLocked",
        FailureKind.Timeout,
        $"'{path}' was locked for {waited.TotalSeconds:0.#} s by {holder ?? "another process"}; nothing was written.",
        "Wait until that process has ended, or end it if it hangs; the lock goes with it. Then run the command again.")
{
    /// <summary>The lock file.</summary>
    public string Path { get; } = path;

    /// <summary>Who holds the lock, as far as it said so.</summary>
    public string? Holder { get; } = holder;
}
