using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight;

/// <summary>How many findings there are of each kind. Failures and warnings are counted by severity.</summary>
public sealed record GateCounts
{
    /// <summary>Failed findings of severity P0.</summary>
    public int FailedP0 { get; init; }

    /// <summary>Failed findings of severity P1.</summary>
    public int FailedP1 { get; init; }

    /// <summary>Failed findings of severity P2.</summary>
    public int FailedP2 { get; init; }

    /// <summary>Doubtful findings.</summary>
    public int Warned { get; init; }

    /// <summary>Passed findings.</summary>
    public int Passed { get; init; }

    /// <summary>Questions that were not asked because a part is missing here.</summary>
    public int Skipped { get; init; }

    /// <summary>Questions that could not be answered because something else failed.</summary>
    public int Blocked { get; init; }

    /// <summary>Questions that do not arise in this project.</summary>
    public int NotApplicable { get; init; }

    /// <summary>All failed findings.</summary>
    public int Failed => FailedP0 + FailedP1 + FailedP2;

    /// <summary>Counts findings.</summary>
    public static GateCounts Of(IReadOnlyCollection<Finding> findings)
    {
        int Count(FindingStatus status) => findings.Count(finding => finding.Status == status);
        int Failed(Severity severity) => findings.Count(finding => finding.Status == FindingStatus.Fail && finding.Severity == severity);
        return new GateCounts
        {
            FailedP0 = Failed(Severity.P0),
            FailedP1 = Failed(Severity.P1),
            FailedP2 = Failed(Severity.P2),
            Warned = Count(FindingStatus.Warn),
            Passed = Count(FindingStatus.Pass),
            Skipped = Count(FindingStatus.Skipped),
            Blocked = Count(FindingStatus.Blocked),
            NotApplicable = Count(FindingStatus.NotApplicable),
        };
    }

    /// <summary>The counts in one line, zeroes left out except for what passed and failed.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"{Passed} passed", Failed == 0 ? "0 failed" : $"{Failed} failed ({Severities()})" };
        Add(Warned, Warned == 1 ? "warning" : "warnings");
        Add(Blocked, "blocked");
        Add(Skipped, "skipped");
        Add(NotApplicable, "not applicable");
        return string.Join(", ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{count} {what}");
            }
        }
    }

    private string Severities() => string.Join(
        ", ",
        new[] { (FailedP0, "P0"), (FailedP1, "P1"), (FailedP2, "P2") }.Where(pair => pair.Item1 > 0).Select(pair => $"{pair.Item1} {pair.Item2}"));
}
