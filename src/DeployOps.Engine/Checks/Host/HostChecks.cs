namespace DeployOps.Engine.Checks.Host;

/// <summary>The checks of the family <see cref="CheckFamily.Host"/>, in the order of their identifiers.</summary>
public static class HostChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new DockerCommandIsPresent(),
        new ComposePluginIsCurrent(),
        new DockerEngineAnswers(),
        new DiskHasRoom(),
        new DiskIsNotNearlyFull(),
        new ClockIsPlausible(),
    ];
}
