using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>What runs of the blue-green services, by color.</summary>
internal sealed class ColorLook(IReadOnlyDictionary<ReleaseColor, IReadOnlyList<StackContainer>> containers)
{
    public IReadOnlyList<StackContainer> Of(ReleaseColor color) => containers[color];

    public bool Runs(ReleaseColor color) => containers[color].Any(container => container.State == ContainerState.Running);

    /// <summary>The live color: the recorded one when it runs, else the one that runs, the oldest first.</summary>
    public ReleaseColor? Live(ColorRecord? record) =>
        record?.Live is { } recorded && Runs(recorded) ? recorded
        : Enum.GetValues<ReleaseColor>().Where(Runs).OrderBy(color => containers[color].Min(container => container.Created)).Cast<ReleaseColor?>().FirstOrDefault();
}
