namespace DeployOps.Engine.Releases.Log;

/// <summary>One record of the release log (row RB11). Times are UTC once it is written; texts hold no secrets then.</summary>
public sealed record ReleaseRecord
{
    /// <summary>Its number in the log, given when it is written; 0 before. Later records have larger ones, but some may be left out.</summary>
    public long Sequence { get; init; }

    /// <summary>What it is about.</summary>
    public ReleaseKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required ReleaseResult Result { get; init; }

    /// <summary>The tag that went live, or should have. It is needed.</summary>
    public required string Tag { get; init; }

    /// <summary>The tag that was live before; <see langword="null"/> on a first release.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>When it started, by the machine's clock.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, by the machine's clock; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>How long it took by a monotonic clock, whatever was done to the machine's clock meanwhile.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The project's name.</summary>
    public string Project { get; init; } = "";

    /// <summary>The machine that it ran on.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Who ran it.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Who approved it; <see langword="null"/> when nobody was asked.</summary>
    public string? Approver { get; init; }

    /// <summary>The images of the release.</summary>
    public IReadOnlyList<ReleaseImage> Images { get; init; } = [];

    /// <summary>Where the logs are: paths, or commands that show them. Needed unless the record is a <see cref="ReleaseKind.Gate"/>.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>What the gate said; <see langword="null"/> when none was run.</summary>
    public GateSummary? Gate { get; init; }

    /// <summary>Whether the data migrations allow going back.</summary>
    public RollbackAllowance Rollback { get; init; }

    /// <summary>Why they do or do not; <see langword="null"/> for no remark.</summary>
    public string? RollbackNote { get; init; }

    /// <summary>Evidence for a gate by hand or an approval: ticket numbers, links, what was looked at.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Anything else; <see langword="null"/> for nothing.</summary>
    public string? Notes { get; init; }

    /// <summary>The Minimum Failure Record; needed when it ended and did not succeed.</summary>
    public FailureRecord? Failure { get; init; }

    /// <summary>Whether it ended and did not succeed.</summary>
    public bool IsFailure() => Result > ReleaseResult.Succeeded;
}
