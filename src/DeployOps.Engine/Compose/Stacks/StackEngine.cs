using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>The docker command as a release uses it: three ports that belong together.</summary>
/// <param name="Stacks">The verbs of compose.</param>
/// <param name="Containers">The verbs about containers.</param>
/// <param name="Images">The verbs about images.</param>
public sealed record StackEngine(IStackCommands Stacks, IContainerCommands Containers, IImageCommands Images)
{
    /// <summary>The docker command of this machine.</summary>
    public static StackEngine OfThisMachine { get; } = Of(new ProcessRunner());

    /// <summary>The docker command through a way of running processes.</summary>
    public static StackEngine Of(IProcessRunner processes)
    {
        var docker = new DockerProcess(processes);
        return new StackEngine(new StackCommands(docker), new ContainerCommands(docker), new ImageCommands(docker));
    }
}
