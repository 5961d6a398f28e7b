namespace DeployOps.Engine.Releases.Log;

/// <summary>What the gate said before the release.</summary>
/// <param name="Verdict">Its verdict, such as <c>Passed</c>, or <c>NotRun</c>.</param>
/// <param name="Counts">Its counts in one line, such as <c>58 passed, 0 failed, 2 skipped</c>.</param>
public sealed record GateSummary(string Verdict, string Counts);
