using System.Management.Automation;
using DeployOps.Engine.DataStores.Testing;

namespace DeployOps.Pipeline;

/// <summary>Shows a try of the stores in the pipeline: each step as soon as it is done, and an error when one went wrong.</summary>
internal sealed class StoreTestOutput(PipelineQueue queue, bool passThru, bool quiet)
{
    private const string Activity = "Data stores";

    public void OnStep(DataStoreTestStep step)
    {
        queue.Progress(new ProgressRecord(0, Activity, $"{step.Store} {step.Step}"));
        if (!passThru && !quiet)
        {
            queue.Output(step);
        }
    }

    public void End(DataStoreTestReport report)
    {
        queue.Progress(new ProgressRecord(0, Activity, "done") { RecordType = ProgressRecordType.Completed });
        if (quiet)
        {
            queue.Output(report.Passed);
            return;
        }

        foreach (var note in report.Notes)
        {
            queue.Warning(note);
        }

        if (passThru)
        {
            queue.Output(report);
        }

        if (!report.Passed)
        {
            queue.Error(BackupErrors.StoresFailed(report));
        }
    }
}
