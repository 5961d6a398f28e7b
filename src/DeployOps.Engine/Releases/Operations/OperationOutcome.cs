using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>How an operation ended, before it is recorded.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Result">How it ended.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Tag">The tag that was to go live.</param>
/// <param name="PreviousTag">The tag that was live before.</param>
internal sealed record OperationOutcome(ReleaseKind Kind, ReleaseResult Result, int ExitCode, string Tag, string? PreviousTag)
{
    /// <summary>The tag that is live now.</summary>
    public string? LiveTag { get; init; }

    /// <summary>The images of the release.</summary>
    public IReadOnlyList<ReleaseImage> Images { get; init; } = [];

    /// <summary>The images that should run now.</summary>
    public IReadOnlyList<ReleaseImage> Standing { get; init; } = [];

    /// <summary>The outcome in one sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What an admin has to know besides.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The Minimum Failure Record, when it failed.</summary>
    public FailureRecord? Failure { get; init; }
}
