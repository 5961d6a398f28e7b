using System.Collections.Concurrent;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks;

/// <summary>What checks are given: the project, the tag that is to go live, and the facts known about them.</summary>
public sealed class CheckContext
{
    private readonly ConcurrentDictionary<Type, Lazy<Task<object>>> _facts = new();
    private readonly CancellationToken _gateCancelled;

    /// <summary>Makes the context of one gate.</summary>
    /// <param name="project">The project to ask about.</param>
    /// <param name="gateCancelled">Ends the gate as a whole.</param>
    public CheckContext(DeployProject project, CancellationToken gateCancelled = default)
    {
        Project = project;
        _gateCancelled = gateCancelled;
    }

    /// <summary>The project to ask about.</summary>
    public DeployProject Project { get; }

    /// <summary>The tag that is to go live, when the caller named one.</summary>
    public string? Tag { get; init; }

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A fact, gathered now unless another check already asked for it.</summary>
    /// <exception cref="FactUnavailableException">It cannot be had here.</exception>
    public async Task<TFact> FactAsync<TFact>(CancellationToken cancellationToken)
        where TFact : class, IFact<TFact>
    {
        // A fact is shared: it is gathered under the gate's token, and only this caller's wait ends with its own.
        var gathering = _facts.GetOrAdd(typeof(TFact), _ => new Lazy<Task<object>>(
            () => Task.Run<object>(async () => await TFact.GatherAsync(this, _gateCancelled).ConfigureAwait(false), _gateCancelled)));
        return (TFact)await gathering.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until no fact is being gathered any longer, once the gate's token is cancelled: a check that no longer waits for a
    /// fact leaves its programs running, and whoever ends this process then would leave them behind.
    /// </summary>
    /// <param name="patience">How long at the most, for a fact that does not heed the token.</param>
    internal async Task SettleAsync(TimeSpan patience)
    {
        var gathering = Task.WhenAll(_facts.Values.Where(fact => fact.IsValueCreated).Select(fact => fact.Value));
        await Task.WhenAny(gathering, Task.Delay(patience, CancellationToken.None)).ConfigureAwait(false);

        // What became of it no longer matters to anybody.
        _ = gathering.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Replaces a fact by a given one, for a test or a caller that has it already.</summary>
    public void Provide<TFact>(TFact fact)
        where TFact : class, IFact<TFact> =>
        _facts[typeof(TFact)] = new Lazy<Task<object>>(() => Task.FromResult<object>(fact));
}
