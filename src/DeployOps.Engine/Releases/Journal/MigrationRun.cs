namespace DeployOps.Engine.Releases.Journal;

/// <summary>A migration that a release began.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="IsReversible">Whether it was declared reversible.</param>
public sealed record MigrationRun(string Name, bool IsReversible);
