namespace DeployOps.Engine.Redaction.Matching;

/// <summary>A run of bytes to mask.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">The byte after the last one.</param>
internal readonly record struct MatchSpan(int Start, int End);
