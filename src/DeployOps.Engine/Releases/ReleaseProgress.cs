namespace DeployOps.Engine.Releases;

/// <summary>What an operation is doing at the moment.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">How the step stands: <see cref="StepOutcome.Unfinished"/> while it runs.</param>
/// <param name="Message">One line, without secrets.</param>
/// <param name="Service">The service it is about, when it is about one.</param>
public sealed record ReleaseProgress(ReleaseStep Step, StepOutcome Outcome, string Message, string? Service = null);
