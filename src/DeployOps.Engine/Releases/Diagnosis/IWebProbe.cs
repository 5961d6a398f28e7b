namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Asks a stack one question as its users do. It never throws for an answer that does not come.</summary>
internal interface IWebProbe
{
    /// <summary>Asks with GET, without following to another place.</summary>
    /// <param name="address">The whole address.</param>
    /// <param name="token">A bearer token; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<WebAnswer> GetAsync(Uri address, string? token, CancellationToken cancellationToken);
}
