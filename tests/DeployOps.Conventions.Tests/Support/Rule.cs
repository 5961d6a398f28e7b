using Xunit;

namespace DeployOps.Conventions.Tests.Support;

/// <summary>How a rule's answer becomes a test's. A rule is a function from what it looks at to the violations it sees.</summary>
internal static class Rule
{
    /// <summary>Holds when there are no violations; fails with all of them, one a line.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var seen = violations.Distinct().ToList();
        Assert.True(seen.Count == 0, $"{seen.Count} violation(s):\n{string.Join('\n', seen)}");
    }

    /// <summary>Proves that a rule can fail: a bad example has exactly one violation, which names what is wrong.</summary>
    public static void Catches(IEnumerable<string> violations, string naming)
    {
        var violation = Assert.Single(violations.Distinct());
        Assert.Contains(naming, violation, StringComparison.Ordinal);
    }
}
