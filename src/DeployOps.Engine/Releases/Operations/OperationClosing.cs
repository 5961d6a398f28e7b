using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Closes an operation: pins what went live, writes the release log, the one terminal record, and clears what is no longer kept.</summary>
internal sealed class OperationClosing(ReleaseSession session, OperationSteps steps, OperationFolder folder)
{
    /// <summary>Closes it. Nothing is cancelled any longer: what happened has to be recorded.</summary>
    /// <exception cref="DeployOpsException">The terminal record cannot be written; the next command closes the operation.</exception>
    public async Task<ReleaseReport> CloseAsync(OperationOutcome outcome, RecordDetails details, TimeSpan? elapsed)
    {
        var notes = new List<string>(outcome.Notes);
        await TryAsync(
            notes,
            "The release log could not be written",
            () => steps.RunAsync(
                ReleaseStep.Record,
                "writing the release log",
                async () =>
                {
                    if (outcome.Result == ReleaseResult.Succeeded)
                    {
                        await new ImagePins(session).PinAsync(steps.Number, outcome.Images, CancellationToken.None).ConfigureAwait(false);
                    }

                    return await new ReleaseRecording(session, folder).WriteAsync(outcome, details, elapsed).ConfigureAwait(false);
                })).ConfigureAwait(false);
        await steps.AppendAsync(new OperationFinished
        {
            Result = outcome.Result,
            Duration = elapsed,
            ExitCode = outcome.ExitCode,
            Failure = outcome.Failure,
            Note = string.Join(' ', notes) is { Length: > 0 } note ? note : null,
        }).ConfigureAwait(false);

        // Side by side: both ask the engine, and clearing needs the look only where it removes names.
        var looking = StackLook.TakeAsync(session, CancellationToken.None);
        await TryAsync(notes, "What is no longer kept could not be cleared away", () => ReleaseRetention.ClearAsync(session, looking, CancellationToken.None)).ConfigureAwait(false);
        IReadOnlyList<ServiceRelease> services = [];
        await TryAsync(
            notes,
            "The services could not be looked at again",
            async () => services = (await looking.ConfigureAwait(false)).Compare(outcome.Standing)).ConfigureAwait(false);
        return new ReleaseReport
        {
            Number = steps.Number,
            Kind = outcome.Kind,
            Result = outcome.Result,
            Tag = outcome.Tag,
            PreviousTag = outcome.PreviousTag,
            LiveTag = outcome.LiveTag,
            ProjectName = session.Project.Name,
            Root = session.Project.Root,
            Started = session.Now,
            Steps = steps.Reports,
            Services = services,
            Failure = outcome.Failure,
            Notes = notes,
            ExitCode = outcome.ExitCode,
            Summary = outcome.Summary,
        };
    }

    // A healthy release is not taken back because a disk is full; the admin is told.
    private async Task TryAsync(List<string> notes, string what, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            notes.Add($"{what}: {FailureTexts.Of(failure, session.Redact)}");
        }
    }
}
