namespace DeployOps.Engine.Stores.Graph;

/// <summary>How a graph server answered when it was asked.</summary>
public sealed record GraphHealth
{
    /// <summary>Whether it took the connection and the login, and answered a query.</summary>
    public required bool IsAnswering { get; init; }

    /// <summary>How long all of it took, or how long it was waited for.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>How long the query took, on the connection that was there by then; null when it was not answered.</summary>
    public TimeSpan? QueryLatency { get; init; }

    /// <summary>What the server calls itself; null when it did not get to say.</summary>
    public string? ServerAgent { get; init; }

    /// <summary>The version of Bolt that was agreed on; null when none was.</summary>
    public BoltVersion? Version { get; init; }

    /// <summary>The kind of the failure; null when it answers.</summary>
    public FailureKind? FailureKind { get; init; }

    /// <summary>The stable identifier of the failure; null when it answers.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Why it does not answer, without a secret; null when it answers.</summary>
    public string? Reason { get; init; }

    /// <summary>The next step for the admin; null when it answers.</summary>
    public string? RecommendedAction { get; init; }
}
