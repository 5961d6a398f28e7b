using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The machine's truth about releases: an append-only, write-ahead file under <c>.deployops/</c> of the project (law 8). A record is on
/// the disk when <see cref="AppendAsync"/> comes back.
/// </summary>
public sealed class ReleaseJournal(DeployProject project)
{
    /// <summary>The journal's full path.</summary>
    public string Path { get; } = project.FullPath(".deployops/journal.ndjson");

    /// <summary>Reads it; empty when there is none. A last line that was cut off is passed over, because it announced nothing that was done.</summary>
    /// <exception cref="DeployOpsException">It is there and cannot be read at all.</exception>
    public Task<JournalContent> ReadAsync(CancellationToken cancellationToken) => Task.FromException<JournalContent>(new NotSupportedException($"{Path} {cancellationToken}"));

    /// <summary>Begins an operation and gives it the next number.</summary>
    /// <exception cref="DeployOpsException">It cannot be written; nothing was begun.</exception>
    public Task<long> BeginAsync(OperationStarted started, CancellationToken cancellationToken) => Task.FromException<long>(new NotSupportedException($"{Path} {started} {cancellationToken}"));

    /// <summary>Appends a record. Only the holder of the lock does.</summary>
    /// <exception cref="DeployOpsException">It cannot be written.</exception>
    public Task AppendAsync(JournalRecord record, CancellationToken cancellationToken) => Task.FromException(new NotSupportedException($"{Path} {record} {cancellationToken}"));
}
