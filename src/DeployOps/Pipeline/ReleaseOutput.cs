using System.Management.Automation;
using DeployOps.Engine;
using DeployOps.Engine.Releases;

namespace DeployOps.Pipeline;

/// <summary>Shows a release in the pipeline: progress for each step and each service while it runs, the report, and an error when it failed.</summary>
internal sealed class ReleaseOutput(PipelineQueue queue, string activity)
{
    private readonly List<string> _services = [];
    private ReleaseStep _step;

    public void OnProgress(ReleaseProgress progress)
    {
        queue.Verbose($"{progress.Step} {progress.Outcome}{(progress.Service is null ? "" : $" {progress.Service}")}: {progress.Message}");
        if (progress.Step != _step)
        {
            EndServices();
            _step = progress.Step;
        }

        if (progress.Service is not { } service)
        {
            queue.Progress(Record(0, activity, $"{progress.Step}: {progress.Message}"));
            return;
        }

        if (!_services.Contains(service))
        {
            _services.Add(service);
        }

        queue.Progress(Record(_services.IndexOf(service) + 1, service, progress.Message));
    }

    public void OnOutput(string line) => queue.Verbose(line);

    /// <summary>Ends the progress and puts out the report. A plan is no outcome: nothing failed and nothing is warned of.</summary>
    public void End(ReleaseReport report)
    {
        EndServices();
        queue.Progress(new ProgressRecord(0, activity, "done") { RecordType = ProgressRecordType.Completed });
        foreach (var note in report.IsPlan ? [] : report.Notes)
        {
            queue.Warning(note);
        }

        queue.Output(report);
        if (!report.IsPlan && report.ExitCode != ExitCodes.Passed)
        {
            queue.Error(ReleaseErrors.NotSucceeded(report));
        }
    }

    // PowerShell refuses a record without texts.
    private static ProgressRecord Record(int id, string title, string status) =>
        new(id, title, status.Length == 0 ? " " : status) { ParentActivityId = id == 0 ? -1 : 0 };

    private void EndServices()
    {
        for (var number = 0; number < _services.Count; number++)
        {
            queue.Progress(new ProgressRecord(number + 1, _services[number], "done") { ParentActivityId = 0, RecordType = ProgressRecordType.Completed });
        }

        _services.Clear();
    }
}
