namespace DeployOps.Engine.DataStores.Testing;

/// <summary>What came of trying the stores.</summary>
public sealed record DataStoreTestReport
{
    /// <summary>The project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Whether every step of every store went well, and there was at least one store.</summary>
    public required bool Passed { get; init; }

    /// <summary>The steps in the order they were done: Redis, PostgreSQL, graph, as the checklist asks.</summary>
    public IReadOnlyList<DataStoreTestStep> Steps { get; init; } = [];

    /// <summary>What an admin should know, such as leftovers of a killed run that were swept.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What to do next; empty when nothing has to be done.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>The console's exit code: 0 passed, 1 a store did not keep what was written, 3 a store could not be reached.</summary>
    public int ExitCode { get; init; }
}
