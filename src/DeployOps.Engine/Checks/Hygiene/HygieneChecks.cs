namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The checks of the family <see cref="CheckFamily.Hygiene"/>, in the order of their identifiers.</summary>
public static class HygieneChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } = [];
}
