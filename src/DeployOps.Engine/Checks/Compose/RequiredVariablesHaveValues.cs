using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>${VAR:?…}</c> without a value: compose refuses to start.</summary>
/// <remarks>Source: compose specification, 12-interpolation: ${VAR:?message}.</remarks>
public sealed class RequiredVariablesHaveValues : ComposeVariableCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM005", "Every variable that must have a value has one", CheckFamily.Compose, Severity.P0, "RB4 PA10", "compose specification, 12-interpolation: ${VAR:?message}");

    /// <inheritdoc/>
    protected override string FixOfVariable => "Set it in the environment file.";

    /// <inheritdoc/>
    protected override bool IsLacking(ComposeVariableUse use) => use.Variable.Operator == ":?" ? use.IsEmpty : use.Variable.Operator == "?" && !use.IsSet;

    /// <inheritdoc/>
    protected override string Describe(ComposeVariableUse use) => "the compose files ask for this variable, and it has no value";
}
