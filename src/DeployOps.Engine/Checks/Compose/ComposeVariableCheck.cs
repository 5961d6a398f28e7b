using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>The base of checks that look at the variables the compose files name: one finding a variable, at its first place.</summary>
public abstract class ComposeVariableCheck : ComposeCheck
{
    /// <summary>Whether a use lacks a value that it should have.</summary>
    protected abstract bool IsLacking(ComposeVariableUse use);

    /// <summary>What is wrong about such a use.</summary>
    protected abstract string Describe(ComposeVariableUse use);

    /// <summary>What to do about a variable that is not the release tag.</summary>
    protected abstract string FixOfVariable { get; }

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        if (compose.Inputs.MissingEnvFiles.Count > 0)
        {
            throw new FactUnavailableException(FindingStatus.Blocked, "not looked at, because an environment file does not exist", "Create it from its sample, then run again.")
            {
                File = compose.Project.RelativePath(compose.Inputs.MissingEnvFiles[0]),
            };
        }

        foreach (var uses in compose.Model.VariableUses.Where(IsLacking).GroupBy(use => use.Variable.Name, StringComparer.Ordinal))
        {
            var use = uses.First();
            var count = uses.Count();
            yield return Fail(
                compose, compose.NameOf(use.Variable), use.Source,
                Describe(use) + (count > 1 ? $", at {count} places" : ""),
                compose.Project.Tag.Variable == use.Variable.Name ? "Name the release tag (-Tag, --tag), or set the variable." : FixOfVariable);
        }
    }
}
