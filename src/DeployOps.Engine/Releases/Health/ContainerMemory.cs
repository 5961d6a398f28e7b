using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>
/// What a watch has seen of one container since it began. One look cannot tell a container that is starting from one that ends and is
/// started again and again: both run, both say <c>starting</c>, and the exit code is 0 while it runs.
/// </summary>
internal sealed class ContainerMemory
{
    // A run this long counts as one that stands: from then on docker, too, restarts without an ever longer wait (moby, restartmanager).
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    // One restart can be a start that came before the database; two are a loop.
    private const int MostRestarts = 1;

    // The exit code is seen only between two runs. The engine waits ever longer between them, so that two more runs will show it.
    private const int MostUnexplained = 3;

    // A verdict from before the watch is given up when that many further healthchecks failed.
    private const int FurtherFailures = 2;

    private readonly TimeProvider _time;
    private StackContainer _last;
    private int _restartsBefore;
    private int _failuresBefore;
    private long _runSeen;
    private bool _isSteady;
    private bool _wasNotUnhealthy;

    public ContainerMemory(StackContainer first, TimeProvider time)
    {
        _time = time;
        _last = first;
        _restartsBefore = first.RestartCount;
        BeginRun(first);
        Remember(first);
    }

    /// <summary>The last exit code that was not 0; the engine forgets it when it starts the container again.</summary>
    public int LastExitCode { get; private set; }

    /// <summary>Whether it was ended for lack of memory, in any of the runs that were seen.</summary>
    public bool WasOutOfMemory { get; private set; }

    /// <summary>Whether it ends and is started again and again, rather than having been restarted once.</summary>
    public bool IsLooping =>
        Restarts > (_isSteady ? 0 : LastExitCode != 0 ? MostRestarts : MostUnexplained) || (_last.State == ContainerState.Restarting && _last.RestartCount > MostRestarts + 1 && WasLastRunShort);

    /// <summary>Whether its present run stands, so that the restarts before it no longer count.</summary>
    public bool IsSettled => Restarts <= MostRestarts && (
        _last.RestartCount == 0 || _time.GetElapsedTime(_runSeen) >= Settled || (_last.Started is { } started && _time.GetUtcNow() - started >= Settled));

    /// <summary>Whether it is unhealthy only from before the watch or from before its last start, and may yet turn healthy.</summary>
    public bool MayRecover => !_wasNotUnhealthy && _last.FailingStreak - _failuresBefore < FurtherFailures;

    private int Restarts => _last.RestartCount - _restartsBefore;

    private bool WasLastRunShort => _last is { Started: { } started, Finished: { } finished } && finished - started < Settled;

    /// <summary>Sees it again.</summary>
    public void See(StackContainer container)
    {
        if (container.Started != _last.Started)
        {
            BeginRun(container);
        }

        Remember(container);
    }

    /// <summary>From now on every restart counts.</summary>
    public void BeginStability()
    {
        _isSteady = true;
        _restartsBefore = _last.RestartCount;
    }

    private void BeginRun(StackContainer container)
    {
        _runSeen = _time.GetTimestamp();
        _failuresBefore = container.FailingStreak;
        _wasNotUnhealthy = false;
    }

    private void Remember(StackContainer container)
    {
        _last = container;
        _wasNotUnhealthy |= container.State == ContainerState.Running && container.Health != ContainerHealth.Unhealthy;
        LastExitCode = container.ExitCode != 0 ? container.ExitCode : LastExitCode;
        WasOutOfMemory |= container.IsOutOfMemory;
    }
}
