using System.Text;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The note <c>.deployops/children</c> about the commands that the holder of the lock has started. It is there as long as the lock is
/// held; when it is there and the lock is free, its holder was killed.
/// </summary>
internal sealed class StartedCommands(string path)
{
    private readonly Lock _gate = new();
    private readonly List<RunningProcess> _noted = [];

    /// <summary>What a killed holder left; <see langword="null"/> when there is nothing, or nothing that can be read.</summary>
    public (LockMark Mark, IReadOnlyList<RunningProcess> Noted)? ReadLeft()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        return LockJson.ReadMark(lines.FirstOrDefault()) is { Mark.Length: > 0 } mark
            ? (mark, [.. lines.Skip(1).Select(LockJson.ReadProcess).OfType<RunningProcess>()])
            : null;
    }

    /// <summary>Begins the note of a new holder, in the place of the one before.</summary>
    public Task BeginAsync(LockMark mark, CancellationToken cancellationToken) => AtomicFile.WriteTextAsync(path, LockJson.Write(mark) + "\n", cancellationToken);

    /// <summary>Notes a command that has just been started.</summary>
    public void Add(RunningProcess process)
    {
        lock (_gate)
        {
            _noted.Add(process);
            try
            {
                using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                stream.Write(Encoding.UTF8.GetBytes(LockJson.Write(process) + "\n"));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The command runs already. On Linux it is found by its mark alone, and the journal stops at the same full disk.
            }
        }
    }

    /// <summary>Ends the note, unless a command would not end with its parent's request: then the next holder sees to it.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_noted.TrueForAll(process => !process.IsAlive))
            {
                try
                {
                    File.Delete(path);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    // The next holder finds none of these commands, and writes its own note.
                }
            }
        }
    }
}
