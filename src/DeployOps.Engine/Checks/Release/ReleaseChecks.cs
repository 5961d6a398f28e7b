namespace DeployOps.Engine.Checks.Release;

/// <summary>The checks of the family <see cref="CheckFamily.Release"/>, in the order of their identifiers.</summary>
public static class ReleaseChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } = [];
}
