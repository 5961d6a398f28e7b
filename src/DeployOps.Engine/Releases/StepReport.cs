namespace DeployOps.Engine.Releases;

/// <summary>A step that was taken.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Started">When it started, by the machine's clock (UTC).</param>
/// <param name="Duration">How long it took, by a monotonic clock; <see langword="null"/> while it runs.</param>
/// <param name="Detail">What there is to say about it; without secrets.</param>
public sealed record StepReport(ReleaseStep Step, StepOutcome Outcome, DateTimeOffset Started, TimeSpan? Duration, string Detail = "");
