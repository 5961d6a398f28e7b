namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>One step that a store is asked for.</summary>
/// <param name="Name">Its name, as <see cref="DataStoreTestStep.Step"/> has it.</param>
/// <param name="RunAsync">Does it once. What it returns is what was wrong with the answer, without values; <see langword="null"/> when nothing was.</param>
/// <param name="Done">What was done, for the report.</param>
internal sealed record TrialStep(string Name, Func<CancellationToken, Task<string?>> RunAsync, string Done)
{
    /// <summary>What has to be there before the first time; it is not measured.</summary>
    public Func<CancellationToken, Task>? PrepareAsync { get; init; }

    /// <summary>Whether it is done only once, however many rounds there are.</summary>
    public bool IsOnce { get; init; }
}
