namespace DeployOps.Engine.Releases.History;

/// <summary>What is asked of the history.</summary>
public sealed record ReleaseHistoryOptions
{
    /// <summary>Only the last ones; all when <see langword="null"/>.</summary>
    public int? Last { get; init; }

    /// <summary>Only operations of this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the engine is left alone and nothing is said about what runs.</summary>
    public bool WithoutEngine { get; init; }
}
