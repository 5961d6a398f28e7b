namespace DeployOps.Engine.Backups.Sets;

/// <summary>One look at a set, kept in its manifest.</summary>
public sealed record VerificationRecord
{
    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How thoroughly.</summary>
    public required VerificationLevel Level { get; init; }

    /// <summary>Whether everything was as it should be.</summary>
    public required bool Passed { get; init; }

    /// <summary>What was not, one sentence each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Why it could not be looked at as wanted, one sentence each, such as a passphrase that is not there. It says nothing of the set.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    /// <summary>Whether it says something of the set: it passed, or something was found.</summary>
    public bool IsVerdict => Passed || Findings.Count > 0 || Obstacles.Count == 0;

    /// <summary>How long it took from the first byte read to the last comparison: for a rehearsal the measured RTO.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How old the set's state was at that moment: what would have been lost, the RPO as it was.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Who, as <c>user@machine</c>.</summary>
    public string By { get; init; } = "";

    /// <summary>Where it was restored to, for a rehearsal, such as <c>Postgres 17.2 in a container of shop-db:2026.11.20</c>.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];
}
