using System.Management.Automation;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Preflight;

namespace DeployOps.Pipeline;

/// <summary>Shows a gate in the pipeline: progress while it runs, findings family by family, and the verdict.</summary>
internal sealed class GateOutput(PipelineQueue queue, string activity, bool findings, bool all)
{
    private int _count;

    public void OnFinding(Finding finding)
    {
        _count++;
        queue.Progress(new ProgressRecord(0, activity, $"{_count} answers, last {finding.Id} {finding.Title}") { CurrentOperation = finding.Subject });
        queue.Verbose($"{finding.Id} {finding.Status} {finding.Subject} {finding.Message}");
    }

    public void OnFamily(CheckFamily family, IReadOnlyList<Finding> answers)
    {
        foreach (var finding in answers)
        {
            if (findings && (all || finding.Status is not (FindingStatus.Pass or FindingStatus.NotApplicable)))
            {
                queue.Output(finding);
            }
        }
    }

    public void End(GateReport report, bool passThru, bool quiet)
    {
        queue.Progress(new ProgressRecord(0, activity, "done") { RecordType = ProgressRecordType.Completed });
        if (quiet)
        {
            queue.Output(report.Verdict == Verdict.Passed);
            return;
        }

        if (passThru)
        {
            queue.Output(report);
        }

        if (report.Verdict != Verdict.Passed)
        {
            queue.Error(ErrorRecords.GateNotPassed(report.Summary, report.Root));
        }
        else if (!passThru)
        {
            queue.Information(report.Summary);
        }
    }
}
