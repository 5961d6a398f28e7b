using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>The records of one operation while the journal is read.</summary>
internal sealed class OperationRecords(OperationStarted start)
{
    private readonly List<StepReport> _steps = [];
    private readonly List<MigrationRun> _migrations = [];
    private IReadOnlyList<ReleaseImage> _images = [];
    private OperationFinished? _end;

    public bool IsFinished => _end is not null;

    public void Add(JournalRecord record)
    {
        switch (record)
        {
            case StepStarted step:
                _steps.Add(new StepReport(step.Step, StepOutcome.Unfinished, step.Time, null));
                break;
            case StepFinished step:
                Finish(step);
                break;
            case ImagesKnown known:
                _images = known.Images;
                break;
            case MigrationStarted migration:
                _migrations.Add(new MigrationRun(migration.Name, migration.IsReversible));
                break;
            case OperationFinished finished:
                _end = finished;
                break;
        }
    }

    public ReleaseOperation ToOperation() => new()
    {
        Number = start.Operation,
        Kind = start.Kind,
        Tag = start.Tag,
        PreviousTag = start.PreviousTag,
        StackName = start.StackName,
        Started = start.Time,
        Operator = start.Operator,
        Machine = start.Machine,
        ProcessId = start.ProcessId,
        PreviousImages = start.PreviousImages,
        WasHealthyBefore = start.WasHealthyBefore,
        GateSkippedBecause = start.GateSkippedBecause,
        Steps = _steps,
        Images = _images,
        Migrations = _migrations,
        Result = _end?.Result ?? ReleaseResult.Started,
        Finished = _end?.Time,
        Duration = _end?.Duration,
        ExitCode = _end?.ExitCode,
        Failure = _end?.Failure,
        Note = _end?.Note,
    };

    // A step whose beginning was damaged is still told, with the time that its end leaves for it.
    private void Finish(StepFinished step)
    {
        var index = _steps.FindLastIndex(begun => begun.Step == step.Step && begun.Outcome == StepOutcome.Unfinished);
        if (index >= 0)
        {
            _steps[index] = _steps[index] with { Outcome = step.Outcome, Duration = step.Duration, Detail = step.Detail };
        }
        else
        {
            _steps.Add(new StepReport(step.Step, step.Outcome, step.Time - step.Duration, step.Duration, step.Detail));
        }
    }
}
