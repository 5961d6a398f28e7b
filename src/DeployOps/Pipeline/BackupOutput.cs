using System.Management.Automation;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.DataStores;

namespace DeployOps.Pipeline;

/// <summary>Shows a backup operation in the pipeline: progress with bytes and rate for the set and each store, then notes, the report, and an error when something is wrong.</summary>
internal sealed class BackupOutput(PipelineQueue queue, string activity, string root)
{
    private readonly ProgressPace _pace = new(TimeProvider.System);
    private readonly HashSet<DataStoreKind> _stores = [];
    private readonly Lock _lock = new();
    private bool _isComplete;

    public void OnProgress(BackupProgress progress)
    {
        if (!_pace.IsDue(progress))
        {
            return;
        }

        var text = Amounts.Progress(progress);
        queue.Verbose(progress.Store is { } named ? $"{named}: {text}" : text);
        if (progress.Store is not { } store)
        {
            queue.Progress(Record(0, activity, text, Percent(progress)));
            return;
        }

        lock (_lock)
        {
            if (_stores.Add(store) && _stores.Count == 1)
            {
                queue.Progress(Record(0, activity, "the stores, side by side", -1));
            }
        }

        queue.Progress(Record(IdOf(store), store.ToString(), text, Percent(progress)));
    }

    /// <summary>Ends the progress, warns of what an admin should know, and puts the report out with the project's folder for the next cmdlet.</summary>
    public void End(object? report, IEnumerable<string> notes, ErrorRecord? error = null)
    {
        Complete();
        foreach (var note in notes)
        {
            queue.Warning(note);
        }

        if (report is not null)
        {
            Object(report);
        }

        if (error is not null)
        {
            queue.Error(error);
        }
    }

    /// <summary>Puts an object out with the project's folder for the next cmdlet.</summary>
    public void Object(object value) => queue.Output(Described(value));

    /// <summary>Ends the progress.</summary>
    public void Complete()
    {
        if (_isComplete)
        {
            return;
        }

        _isComplete = true;
        foreach (var store in _stores)
        {
            queue.Progress(new ProgressRecord(IdOf(store), store.ToString(), "done") { ParentActivityId = 0, RecordType = ProgressRecordType.Completed });
        }

        queue.Progress(new ProgressRecord(0, activity, "done") { RecordType = ProgressRecordType.Completed });
    }

    // The next cmdlet takes the project from Root.
    private object Described(object value)
    {
        if (value is bool)
        {
            return value;
        }

        var described = PSObject.AsPSObject(value);
        if (described.Properties["Root"] is null)
        {
            described.Properties.Add(new PSNoteProperty("Root", root));
        }

        return described;
    }

    private static int IdOf(DataStoreKind store) => (int)store + 1;

    private static int Percent(BackupProgress progress) =>
        progress is { Bytes: { } bytes, TotalBytes: { } total and > 0 } ? (int)Math.Clamp(bytes * 100.0 / total, 0, 100) : -1;

    // PowerShell refuses a record without texts.
    private static ProgressRecord Record(int id, string title, string status, int percent) =>
        new(id, title, status.Length == 0 ? " " : status) { ParentActivityId = id == 0 ? -1 : 0, PercentComplete = percent };
}
