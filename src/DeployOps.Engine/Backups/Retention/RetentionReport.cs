namespace DeployOps.Engine.Backups.Retention;

/// <summary>What retention kept and removed, newest first.</summary>
/// <param name="IsPlan">Whether nothing was touched.</param>
/// <param name="Decisions">Set by set.</param>
/// <param name="Notes">What an admin should know, one sentence each.</param>
public sealed record RetentionReport(bool IsPlan, IReadOnlyList<RetentionDecision> Decisions, IReadOnlyList<string> Notes);
