using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds variables that are set nowhere and have no default: compose warns and goes on with an empty text.</summary>
/// <remarks>Source: compose specification, 12-interpolation; compose puts an empty text in place of an unset variable.</remarks>
public sealed class VariablesAreSet : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM006", "Every variable that the compose files name is set", CheckFamily.Compose, Severity.P1, "RB4", "compose specification, 12-interpolation; compose puts an empty text in place of an unset variable");

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
                use.Variable.IsBraced ? "the variable is set nowhere: compose puts an empty text in its place" : "a dollar starts the name of a variable that is set nowhere" + (count > 1 ? $", at {count} places" : ""),
                compose.Project.Tag.Variable == use.Variable.Name ? "Name the release tag (-Tag, --tag), or set the variable." : "Set it in the environment file, give it a default, or write '$$' where a literal dollar is meant.");
        }
    }

    private static bool IsLacking(ComposeVariableUse use) => !use.IsSet && use.Variable.Operator.Length == 0;
}
