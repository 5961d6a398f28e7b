namespace DeployOps.Engine.Repository.Scanning;

/// <summary>The rules of a scan, prepared once.</summary>
public sealed class SourceRules
{
    /// <summary>Prepares rules.</summary>
    /// <param name="rules">Rules with anchors, looked for in every file.</param>
    /// <param name="forbidden">Patterns looked for in the files they name.</param>
    public SourceRules(IReadOnlyList<SourceRule> rules, IReadOnlyList<ForbiddenRule>? forbidden = null)
    {
        Rules = rules;
        Forbidden = forbidden ?? [];
        Anchors = new AnchorSearch(rules.SelectMany((rule, index) => rule.Anchors.Select(anchor => (anchor, index))));
    }

    /// <summary>The rules with anchors.</summary>
    public IReadOnlyList<SourceRule> Rules { get; }

    /// <summary>The patterns for some files.</summary>
    public IReadOnlyList<ForbiddenRule> Forbidden { get; }

    internal AnchorSearch Anchors { get; }
}
