namespace DeployOps.Engine.Releases.Smoke;

/// <summary>How a smoke test went.</summary>
public sealed record SmokeReport
{
    /// <summary>Where the stack was asked; empty when there was nothing to ask.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The answers.</summary>
    public required IReadOnlyList<SmokeAnswer> Answers { get; init; }

    /// <summary>What was found in the logs.</summary>
    public IReadOnlyList<LogFinding> Logs { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What could not be asked, one sentence each; without secrets.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether everything held.</summary>
    public bool Passed => Answers.All(answer => answer.Passed) && Logs.Count == 0;

    /// <summary>The exit code: 0 or 1.</summary>
    public int ExitCode => Passed ? ExitCodes.Passed : ExitCodes.GateFailed;

    /// <summary>The outcome in one sentence.</summary>
    public required string Summary { get; init; }
}
