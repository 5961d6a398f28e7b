namespace DeployOps.Engine.Releases.Smoke;

/// <summary>How a request was answered.</summary>
/// <param name="Path">The path that was asked.</param>
/// <param name="Passed">Whether everything held that was written about it.</param>
/// <param name="Status">The status code; <see langword="null"/> without an answer.</param>
/// <param name="Latency">How long the last try took.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Detail">What did not hold, without the body and without secrets; empty when it passed.</param>
public sealed record SmokeAnswer(string Path, bool Passed, int? Status, TimeSpan Latency, int Tries, string Detail);
