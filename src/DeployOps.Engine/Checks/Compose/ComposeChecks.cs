namespace DeployOps.Engine.Checks.Compose;

/// <summary>The checks of the family <see cref="CheckFamily.Compose"/>, in the order of their identifiers.</summary>
public static class ComposeChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } = [];
}
