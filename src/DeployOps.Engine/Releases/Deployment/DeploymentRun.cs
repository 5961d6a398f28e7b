using System.Diagnostics;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>One deployment while it has the lock: the steps in their order, and what becomes of the stack when one fails.</summary>
internal sealed class DeploymentRun(ReleaseSession session, DeploymentOptions options, string tag)
{
    private readonly long _clock = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _started = session.Now;
    private GateReport? _gate;
    private SmokeReport? _smoke;

    public async Task<ReleaseReport> RunAsync(CancellationToken cancellationToken)
    {
        _ = ReleaseReader.Of(session, tag, number: 0);
        var journal = await session.Journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        var look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
        await session.KeepOthersAwayAsync(look.Containers, cancellationToken).ConfigureAwait(false);
        if (HalfReplaced.IsAmong(look.Containers))
        {
            await HalfReplaced.SettleAsync(session, cancellationToken).ConfigureAwait(false);
            look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
        }

        var live = await LiveImages.FindAsync(session, journal, look, cancellationToken).ConfigureAwait(false);
        var number = await session.Journal.BeginAsync(Begin(live, look), cancellationToken).ConfigureAwait(false);
        var operation = new DeploymentOperation(session, options, new OperationSteps(session, number), new OperationFolder(session.Project, number), live);
        StackRelease? release = null;
        Exception? failure = null;
        try
        {
            session.Output.KeepIn(operation.Folder);
            await operation.RunGateAsync(tag, report => _gate = report, cancellationToken).ConfigureAwait(false);
            release = ReleaseReader.Of(session, tag, number);
            release = await operation.BuildAsync(release, look.Containers, cancellationToken).ConfigureAwait(false);
            await operation.ReplaceAsync(release, look.Containers, report => _smoke = report, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception reason)
        {
            // Whatever it was, a defect of our own included: the stack must not stay between two releases.
            failure = reason;
        }

        var ending = failure is null
            ? await new DeploymentEnding(session, options, operation).SucceedAsync(release!, _gate, Elapsed()).ConfigureAwait(false)
            : await new DeploymentEnding(session, options, operation).FailAsync(tag, release, failure, _gate, Elapsed).ConfigureAwait(false);
        return ending with
        {
            Started = _started,
            Duration = Elapsed(),
            Gate = _gate,
            Smoke = _smoke,
            Steps = operation.Steps.Reports,
        };
    }

    private TimeSpan Elapsed() => Stopwatch.GetElapsedTime(_clock);

    private OperationStarted Begin((ReleaseOperation Operation, IReadOnlyList<ReleaseImage> Images)? live, StackLook look) => new()
    {
        Time = session.Now,
        Kind = ReleaseKind.Release,
        Tag = tag,
        PreviousTag = live?.Operation.Tag,
        StackName = session.StackName,
        PreviousImages = live?.Images ?? [],
        WasHealthyBefore = look.IsEmpty ? null : look.IsWell,
        GateSkippedBecause = options.SkipPreflight ? session.Redact(options.Reason!) : null,
        Operator = Environment.UserName,
        Machine = Environment.MachineName,
        ProcessId = Environment.ProcessId,
    };
}
