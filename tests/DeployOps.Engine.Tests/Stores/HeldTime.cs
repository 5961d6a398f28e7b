namespace DeployOps.Engine.Tests.Stores;

/// <summary>
/// A clock that stands still until the test lets time pass. What is late on it is late because the test says so, and not because
/// the machine is busy.
/// </summary>
internal sealed class HeldTime : TimeProvider
{
    // Only for what never comes: then a test ends and says so.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<HeldTimer> _timers = [];
    private TaskCompletionSource _armed = Signal();
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _now.Ticks;
        }
    }

    /// <summary>Lets time pass once something has just begun to wait for as long as this.</summary>
    public async Task PassOnceAwaitedAsync(TimeSpan awaited, TimeSpan time)
    {
        for (var armed = Armed(awaited); armed is not null; armed = Armed(awaited))
        {
            await armed.WaitAsync(Patience);
        }

        Pass(time);
    }

    /// <summary>Lets time pass: what is due by then is rung.</summary>
    public void Pass(TimeSpan time)
    {
        HeldTimer[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(timer => timer.Due <= _now);
        }

        foreach (var timer in due)
        {
            timer.Ring();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Null when something waits for this long from now on; else what ends when the next wait begins.</summary>
    private Task? Armed(TimeSpan awaited)
    {
        lock (_gate)
        {
            return _timers.Exists(timer => timer.Due - _now == awaited) ? null : _armed.Task;
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class HeldTimer(HeldTime time, Action ring) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("These timers ring once.");
            }

            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                    time._armed.TrySetResult();
                    time._armed = Signal();
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
