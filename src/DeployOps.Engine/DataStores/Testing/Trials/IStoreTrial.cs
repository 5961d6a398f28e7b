namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>How one kind of store is tried. What is written carries a <see cref="ProbeName"/>.</summary>
internal interface IStoreTrial : IAsyncDisposable
{
    /// <summary>Asks on the connection that stands.</summary>
    TrialStep Ping { get; }

    /// <summary>What is done after it: the steps of a group one after the other in each round.</summary>
    IReadOnlyList<IReadOnlyList<TrialStep>> Groups { get; }

    /// <summary>Whether something may be in the store that was not deleted.</summary>
    bool HasLeft { get; }

    /// <summary>Makes the connection that stands.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Removes what killed tests left. Gives what came of it, a sentence each; nothing when there was nothing.</summary>
    Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken);

    /// <summary>Removes what this test wrote, on a connection of its own: the one that stands may be closed.</summary>
    Task CleanAsync(CancellationToken cancellationToken);

    /// <summary>What a refusal to write means and what to do, where more is known than the failure itself says.</summary>
    (string Reason, string NextStep)? Explain(DeployOpsException failure) => null;
}
