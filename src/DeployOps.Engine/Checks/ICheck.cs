namespace DeployOps.Engine.Checks;

/// <summary>
/// One question about a project. A check yields what it finds wrong or doubtful; when it yields nothing, the runner
/// reports a single <see cref="FindingStatus.Pass"/>. It throws <see cref="FactUnavailableException"/> when it cannot
/// be answered here, and leaves everything as it was.
/// </summary>
public interface ICheck
{
    /// <summary>What this check is.</summary>
    CheckDescriptor Descriptor { get; }

    /// <summary>Asks the question.</summary>
    /// <param name="context">The project and the facts known about it.</param>
    /// <param name="cancellationToken">Ends the check; also signalled when its time is over.</param>
    /// <returns>The findings as they come.</returns>
    IAsyncEnumerable<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
