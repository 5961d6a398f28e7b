namespace DeployOps.Engine.Releases.Log;

/// <summary>What <see cref="WriteReleaseLog"/> writes, and how.</summary>
public sealed record WriteReleaseLogOptions
{
    /// <summary>The record. Its number is given when it is written; an empty project, machine or operator is filled in, and so are images that are not named.</summary>
    public required ReleaseRecord Record { get; init; }

    /// <summary>Masks the secrets in every text of the record and in the text that is written.</summary>
    public required Func<string, string> Redact { get; init; }

    /// <summary>Whether to return what would be written and write nothing.</summary>
    public bool WhatIf { get; init; }

    /// <summary>How long to wait for other writers, and for a program that holds the log open.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
