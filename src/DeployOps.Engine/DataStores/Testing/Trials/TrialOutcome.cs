namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>What came of one store.</summary>
/// <param name="Steps">The steps in the order they were done.</param>
/// <param name="Notes">What an admin should know.</param>
/// <param name="NextStep">What to do; <see langword="null"/> when nothing failed.</param>
/// <param name="IsAway">Whether it failed because the store could not be reached, rather than by what it did with what was written.</param>
internal sealed record TrialOutcome(IReadOnlyList<DataStoreTestStep> Steps, IReadOnlyList<string> Notes, string? NextStep, bool IsAway);

/// <summary>What went wrong in a step.</summary>
/// <param name="Detail">In one sentence without values.</param>
/// <param name="NextStep">What to do.</param>
/// <param name="IsAway">Whether the store could not be reached.</param>
internal sealed record TrialProblem(string Detail, string NextStep, bool IsAway);
