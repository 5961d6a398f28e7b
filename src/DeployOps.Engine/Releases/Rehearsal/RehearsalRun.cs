using System.Diagnostics;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>One rehearsal while it has the lock.</summary>
internal sealed class RehearsalRun(ReleaseSession session, RehearsalOptions options, string tag)
{
    private static readonly TimeSpan CleanUp = TimeSpan.FromMinutes(5);
    private readonly long _clock = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _started = session.Now;
    private readonly List<string> _notes = [];

    public async Task<ReleaseReport> RunAsync(CancellationToken cancellationToken)
    {
        var release = ReleaseReader.Of(session, tag, number: 0);
        var resolved = await session.Engine.Stacks.ResolveAsync(release.Target, session.Scope(TimeSpan.FromMinutes(1)) with { OnLine = null }, cancellationToken).ConfigureAwait(false);
        var plan = ComposePlan.Parse(resolved).WithoutAbsentDependencies().WithImages(release.Images.ToDictionary(image => image.Service, image => image.Reference, StringComparer.Ordinal));
        var stack = new RehearsalStack(session, RehearsalCopy.NewName(session.StackName));
        var copy = RehearsalCopy.Of(plan, stack.Name, Exists);
        _notes.AddRange(copy.Notes);
        var live = LiveRelease.Of(await session.Journal.ReadAsync(cancellationToken).ConfigureAwait(false));
        if (options.WhatIf)
        {
            return Report(ReleaseResult.Started, ExitCodes.Passed, live, $"WOULD rehearse {tag} as {stack.Name}. Nothing was done.") with { IsPlan = true, Notes = [.. WouldDo(copy.Plan, live), .. _notes] };
        }

        await SweepAsync(cancellationToken).ConfigureAwait(false);
        var number = await session.Journal.BeginAsync(Begin(stack.Name, live), cancellationToken).ConfigureAwait(false);
        var steps = new OperationSteps(session, number);
        var folder = new OperationFolder(session.Project, number);
        session.Output.KeepIn(folder);
        var course = new RehearsalCourse(session, options, steps, stack, folder, tag);
        Exception? failure = null;
        try
        {
            await course.RunAsync(copy.Plan, live, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception reason)
        {
            // Whatever it was, a defect of our own included: the copy must not stay.
            failure = reason;
        }

        await course.KeepWhatIsKnownAsync(failure is not null).ConfigureAwait(false);
        await TearDownAsync(stack, failure is OperationCanceledException).ConfigureAwait(false);
        return await CloseAsync(steps, folder, course, live, failure).ConfigureAwait(false);
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    // The lock is held, so the process of each copy that is still there is gone.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var journal = await session.Journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var left in RehearsalStack.Left(session))
        {
            session.Say(ReleaseStep.Preflight, StepOutcome.Unfinished, $"removing {left.Name}, which an earlier rehearsal left");
            await left.RemoveAsync(cancellationToken).ConfigureAwait(false);
            _notes.Add($"{left.Name}, which an earlier rehearsal left, was removed.");
        }

        foreach (var open in journal.Operations.Where(operation => operation is { IsFinished: false, Kind: ReleaseKind.Rehearsal }))
        {
            await session.Journal.AppendAsync(
                new OperationFinished { Operation = open.Number, Time = session.Now, Result = ReleaseResult.Cancelled, ExitCode = ExitCodes.Cancelled, Note = "Its process was ended; its copy was removed by the next rehearsal." },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TearDownAsync(RehearsalStack stack, bool isStopped)
    {
        if (options.KeepRunning && !isStopped)
        {
            _notes.Add($"{stack.Name} was left running to be looked at: docker compose --project-name {stack.Name} ps. The next rehearsal removes it.");
            return;
        }

        session.Say(ReleaseStep.Record, StepOutcome.Unfinished, $"removing {stack.Name}");
        using var limit = new CancellationTokenSource(CleanUp);
        try
        {
            await stack.RemoveAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            _notes.Add($"{stack.Name} could not be removed wholly: {FailureTexts.Of(failure, session.Redact)} The next rehearsal tries again.");
        }
    }

    private async Task<ReleaseReport> CloseAsync(OperationSteps steps, OperationFolder folder, RehearsalCourse course, ReleaseOperation? live, Exception? failure)
    {
        var (result, exitCode, words) = failure switch
        {
            null => (ReleaseResult.Succeeded, ExitCodes.Passed, $"REHEARSED: {tag} passed every step on a copy. What is live was not touched."),
            OperationCanceledException => (ReleaseResult.Cancelled, ExitCodes.Cancelled, $"CANCELLED: the rehearsal of {tag} was stopped. What is live was not touched."),
            _ => (ReleaseResult.Failed, ExitCodes.GateFailed, $"REHEARSAL FAILED: {tag} did not pass {steps.Failed?.ToString() ?? "its preparation"}. What is live was not touched."),
        };
        var record = failure is null ? null : FailureEvidence.Record(session, steps, folder, failure, diagnosis: null, "the copy was removed; what is live was not touched");
        var outcome = new OperationOutcome(ReleaseKind.Rehearsal, result, exitCode, tag, live?.Tag)
        {
            LiveTag = live?.Tag,
            Images = course.Images,
            Summary = record is null ? words : $"{words} Cause: {record.What}",
            Notes = _notes,
            Failure = record,
        };
        var elapsed = Stopwatch.GetElapsedTime(_clock);
        try
        {
            await steps.RunAsync(ReleaseStep.Record, "writing the release log", () => new ReleaseRecording(session, folder).WriteAsync(outcome, new RecordDetails(), elapsed)).ConfigureAwait(false);
        }
        catch (Exception unwritten) when (unwritten is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            _notes.Add($"The release log could not be written: {FailureTexts.Of(unwritten, session.Redact)}");
        }

        await steps.AppendAsync(new OperationFinished { Result = result, Duration = elapsed, ExitCode = exitCode, Failure = record, Note = string.Join(' ', _notes) is { Length: > 0 } note ? note : null }).ConfigureAwait(false);
        return Report(result, exitCode, live, outcome.Summary) with
        {
            Number = steps.Number,
            Duration = Stopwatch.GetElapsedTime(_clock),
            Steps = steps.Reports,
            Services = course.Services,
            Smoke = course.Smoke,
            Failure = record,
            Notes = [.. _notes],
        };
    }

    private ReleaseReport Report(ReleaseResult result, int exitCode, ReleaseOperation? live, string summary) => new()
    {
        Kind = ReleaseKind.Rehearsal,
        Result = result,
        Tag = tag,
        PreviousTag = live?.Tag,
        LiveTag = live?.Tag,
        ProjectName = session.Project.Name,
        Root = session.Project.Root,
        Started = _started,
        ExitCode = exitCode,
        Summary = summary,
    };

    private IEnumerable<string> WouldDo(ComposePlan plan, ReleaseOperation? live)
    {
        yield return options.NoBuild ? "Take the images that are there." : $"Build {plan.Services.Count(service => service.IsBuilt)} services under names of the copy's own; no live tag moves.";
        yield return $"Start {plan.Services.Count} services on empty volumes, with ports on 127.0.0.1 that the engine chooses; wait until they are healthy; run {session.Project.Smoke.Requests.Count} smoke requests.";
        yield return live is null ? "Rehearse no rollback: the journal knows no live release." : $"Go back to the images of {live.Tag} in the copy, and wait until they are healthy.";
        yield return options.KeepRunning ? "Leave the copy running." : "Remove the copy with its volumes and images.";
    }

    private OperationStarted Begin(string name, ReleaseOperation? live) => new()
    {
        Time = session.Now,
        Kind = ReleaseKind.Rehearsal,
        Tag = tag,
        PreviousTag = live?.Tag,
        StackName = name,
        Operator = Environment.UserName,
        Machine = Environment.MachineName,
        ProcessId = Environment.ProcessId,
    };
}
