using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Rules;

/// <summary>Holds the environment files to one rule.</summary>
public sealed class EnvRuleCheck : EnvCheck
{
    private readonly EnvRule _rule;
    private readonly EnvKeyPattern _pattern;

    /// <summary>Makes the check of a rule.</summary>
    public EnvRuleCheck(EnvRule rule)
    {
        _rule = rule;
        _pattern = rule.Pattern;
    }

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor => _rule.Descriptor;

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        if (_rule.ProductionOnly && context.Project.Env.Pack != EnvPack.Production)
        {
            return [NotApplicable("the production pack is off (env.pack in deployops.yml)")];
        }

        bool IsHeld(EnvFileView file) => _rule.Files.Count == 0 || _rule.Files.Any(path => string.Equals(context.Project.FullPath(path), file.FullPath, StringComparison.Ordinal));
        var held = files.Files.Where(IsHeld).ToList();
        if (held.Count == 0 && files.LeftOut.Any(IsHeld))
        {
            return [NotApplicable("the rule is about other files than these")];
        }

        // What another file of the project sets is not missing, although the caller left that file out.
        var findings = held.SelectMany(Violations).Concat(Missing([.. held, .. files.LeftOut.Where(IsHeld)])).ToList();
        var applies = _rule.Required || held.Any(file => file.SetEntries.Any(entry => _pattern.Holds(entry.Key)));
        return findings.Count > 0 || applies ? findings : [NotApplicable("no environment file sets such a key")];
    }

    private IEnumerable<Finding> Violations(EnvFileView file) =>
        from entry in file.SetEntries
        where _pattern.Holds(entry.Key)
        from demand in _rule.Demands
        let violation = demand.Violation(entry.Value!)
        where violation is not null
        select Fail(file, entry, violation, _rule.Fix);

    private IEnumerable<Finding> Missing(List<EnvFileView> files)
    {
        if (!_rule.Required)
        {
            return [];
        }

        return _pattern.Names
            .Where(name => !files.Exists(file => file.SetEntries.Any(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase))))
            .Select(name => Fail(EnvKeys.Display(name), "is not set in any environment file", $"Set it. {_rule.Fix}", files.FirstOrDefault()?.Name));
    }
}
