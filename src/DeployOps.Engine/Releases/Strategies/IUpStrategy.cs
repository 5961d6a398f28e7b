namespace DeployOps.Engine.Releases.Strategies;

/// <summary>A way in which the containers of a whole stack are replaced by those of a release.</summary>
public interface IUpStrategy
{
    /// <summary>
    /// Replaces them. Run again after it was killed, it goes on where it was; a service that is as it should be is left alone.
    /// </summary>
    /// <exception cref="UpStrategyException">New containers did not turn healthy, or the switch failed; the services of that strategy are as before.</exception>
    /// <exception cref="DeployOpsException">The engine does not answer, or compose refuses.</exception>
    Task ReplaceAsync(StrategyContext context, CancellationToken cancellationToken);
}
