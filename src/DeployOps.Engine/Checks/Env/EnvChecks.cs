namespace DeployOps.Engine.Checks.Env;

/// <summary>The checks of the family <see cref="CheckFamily.Env"/>, in the order of their identifiers.</summary>
public static class EnvChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } = [];
}
