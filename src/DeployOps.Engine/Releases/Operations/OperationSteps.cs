using System.Diagnostics;
using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Takes the steps of one operation: each is announced in the journal before it is begun, and its end after it.</summary>
internal sealed class OperationSteps(ReleaseSession session, long number)
{
    private readonly List<StepReport> _reports = [];

    /// <summary>The operation's number.</summary>
    public long Number { get; } = number;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<StepReport> Reports => _reports;

    /// <summary>The step that failed first; <see langword="null"/> when none did.</summary>
    public ReleaseStep? Failed { get; private set; }

    /// <summary>Whether a step was begun.</summary>
    public bool Has(ReleaseStep step) => _reports.Exists(report => report.Step == step);

    /// <summary>Takes a step.</summary>
    /// <param name="step">Which.</param>
    /// <param name="message">What is shown while it runs.</param>
    /// <param name="work">Does it, and says what there is to say about it.</param>
    public async Task RunAsync(ReleaseStep step, string message, Func<Task<string>> work)
    {
        await AppendAsync(new StepStarted(step)).ConfigureAwait(false);
        var started = session.Now;
        var clock = Stopwatch.GetTimestamp();
        var index = _reports.Count;
        _reports.Add(new StepReport(step, StepOutcome.Unfinished, started, null));
        session.Say(step, StepOutcome.Unfinished, message);
        try
        {
            var detail = await work().ConfigureAwait(false);
            await EndAsync(index, StepOutcome.Succeeded, clock, detail).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var outcome = failure is OperationCanceledException ? StepOutcome.Cancelled : StepOutcome.Failed;
            Failed ??= step;
            await EndAsync(index, outcome, clock, FailureTexts.Of(failure, session.Redact)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Leaves a step out, with the reason.</summary>
    public async Task SkipAsync(ReleaseStep step, string reason)
    {
        _reports.Add(new StepReport(step, StepOutcome.Skipped, session.Now, TimeSpan.Zero, reason));
        await AppendAsync(new StepFinished(step, StepOutcome.Skipped, TimeSpan.Zero, reason)).ConfigureAwait(false);
        session.Say(step, StepOutcome.Skipped, reason);
    }

    /// <summary>Writes a record of this operation. It is not cancelled: what was done has to be on the disk.</summary>
    public Task AppendAsync(JournalRecord record) =>
        session.Journal.AppendAsync(record with { Operation = Number, Time = session.Now }, CancellationToken.None);

    private async Task EndAsync(int index, StepOutcome outcome, long clock, string detail)
    {
        var duration = Stopwatch.GetElapsedTime(clock);
        var step = _reports[index].Step;
        _reports[index] = _reports[index] with { Outcome = outcome, Duration = duration, Detail = detail };
        await AppendAsync(new StepFinished(step, outcome, duration, detail)).ConfigureAwait(false);
        session.Say(step, outcome, detail);
    }
}
