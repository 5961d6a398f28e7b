using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds variables that are set nowhere and have no default: compose warns and goes on with an empty text.</summary>
/// <remarks>Source: compose specification, 12-interpolation; compose puts an empty text in place of an unset variable.</remarks>
public sealed class VariablesAreSet : ComposeVariableCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM006", "Every variable that the compose files name is set", CheckFamily.Compose, Severity.P1, "RB4", "compose specification, 12-interpolation; compose puts an empty text in place of an unset variable");

    /// <inheritdoc/>
    protected override string FixOfVariable => "Set it in the environment file, give it a default, or write '$$' where a literal dollar is meant.";

    /// <inheritdoc/>
    protected override bool IsLacking(ComposeVariableUse use) => !use.IsSet && use.Variable.Operator.Length == 0;

    /// <inheritdoc/>
    protected override string Describe(ComposeVariableUse use) =>
        use.Variable.IsBraced ? "the variable is set nowhere: compose puts an empty text in its place" : "a dollar starts the name of a variable that is set nowhere";
}
