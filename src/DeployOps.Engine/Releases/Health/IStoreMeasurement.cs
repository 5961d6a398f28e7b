using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Health;

/// <summary>Asks the data stores of a stack how they are. It changes nothing.</summary>
public interface IStoreMeasurement
{
    /// <summary>Asks every store that the project uses. One that does not answer is said to be so, and is no failure.</summary>
    /// <param name="project">The project.</param>
    /// <param name="containers">The stack's containers, as they were seen a moment ago.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="DeployOpsException">It cannot be told which stores there are.</exception>
    Task<IReadOnlyList<StoreHealth>> MeasureAsync(DeployProject project, IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken);
}
