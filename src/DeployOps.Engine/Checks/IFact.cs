namespace DeployOps.Engine.Checks;

/// <summary>
/// Something known about the project that several checks rest on, such as the parsed environment files or the compose
/// model. It is gathered at most once for a gate, by the first check that asks.
/// </summary>
/// <typeparam name="TSelf">The fact's own type.</typeparam>
public interface IFact<TSelf>
    where TSelf : class, IFact<TSelf>
{
    /// <summary>Gathers the fact.</summary>
    /// <param name="context">The project and the other facts.</param>
    /// <param name="cancellationToken">Ends the gate as a whole; a single check's time does not end a shared fact.</param>
    /// <exception cref="FactUnavailableException">It cannot be had here.</exception>
    static abstract Task<TSelf> GatherAsync(CheckContext context, CancellationToken cancellationToken);
}
