using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>${VAR:?…}</c> without a value: compose refuses to start.</summary>
/// <remarks>Source: compose specification, 12-interpolation: ${VAR:?message}.</remarks>
public sealed class RequiredVariablesHaveValues : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM005", "Every variable that must have a value has one", CheckFamily.Compose, Severity.P0, "RB4 PA10", "compose specification, 12-interpolation: ${VAR:?message}");

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
                "the compose files ask for this variable, and it has no value" + (count > 1 ? $", at {count} places" : ""),
                compose.Project.Tag.Variable == use.Variable.Name ? "Name the release tag (-Tag, --tag), or set the variable." : "Set it in the environment file.");
        }
    }

    private static bool IsLacking(ComposeVariableUse use) => use.Variable.Operator == ":?" ? use.IsEmpty : use.Variable.Operator == "?" && !use.IsSet;
}
