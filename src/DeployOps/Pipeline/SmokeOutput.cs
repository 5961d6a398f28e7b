using System.Management.Automation;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Pipeline;

/// <summary>Shows a smoke test in the pipeline: the answers as they come, what the logs hold as warnings, and an error when it failed.</summary>
internal sealed class SmokeOutput(PipelineQueue queue, bool passThru, bool quiet)
{
    private const string Activity = "Smoke test";

    public void OnAnswer(SmokeAnswer answer)
    {
        queue.Progress(new ProgressRecord(0, Activity, $"{answer.Path} {(answer.Status is { } status ? $"answered {status}" : "gave no answer")}"));
        if (!passThru && !quiet)
        {
            queue.Output(answer);
        }
    }

    public void End(SmokeReport report)
    {
        queue.Progress(new ProgressRecord(0, Activity, "done") { RecordType = ProgressRecordType.Completed });
        if (quiet)
        {
            queue.Output(report.Passed);
            return;
        }

        if (passThru)
        {
            queue.Output(report);
        }
        else
        {
            Warn(report);
        }

        if (!report.Passed)
        {
            queue.Error(ReleaseErrors.SmokeTestFailed(report));
        }
        else if (!passThru)
        {
            queue.Information(report.Summary);
        }
    }

    private void Warn(SmokeReport report)
    {
        foreach (var found in report.Logs)
        {
            queue.Warning($"{found.Service} ({found.Container}): {found.Rule}{(found.Count > 1 ? $", {found.Count} times" : "")}{(found.Line.Length > 0 ? $": {found.Line}" : "")}");
        }

        foreach (var note in report.Notes)
        {
            queue.Warning(note);
        }
    }
}
