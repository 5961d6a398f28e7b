namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>One look of a diagnosis.</summary>
/// <param name="Order">Its place in the runbook, from 1; 0 for the failed command that led to the diagnosis.</param>
/// <param name="Title">What was looked at, such as <c>containers</c>.</param>
/// <param name="IsGood">Whether nothing was wrong; <see langword="null"/> when it could not be looked at.</param>
/// <param name="Observations">What was seen, one line each, with secrets masked.</param>
public sealed record DiagnosisStep(int Order, string Title, bool? IsGood, IReadOnlyList<string> Observations);
