namespace DeployOps.Engine.Releases.Log;

/// <summary>What was written to the release log, or would be.</summary>
/// <param name="Path">The log's full path.</param>
/// <param name="Written">Whether it was written; <see langword="false"/> under WhatIf.</param>
/// <param name="Record">The record as it is read back: numbered, in UTC, its secrets masked.</param>
/// <param name="Text">The record for people. It never holds a secret's value.</param>
public sealed record WriteReleaseLogResult(string Path, bool Written, ReleaseRecord Record, string Text)
{
    /// <summary>What could not be found out about the images, in a sentence; empty when nothing is amiss.</summary>
    public string Note { get; init; } = "";
}
