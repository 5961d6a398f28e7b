namespace DeployOps.Engine.DataStores.Testing;

/// <summary>How stores are tried.</summary>
public sealed record DataStoreTestOptions
{
    /// <summary>Only these stores; all that the project has when empty.</summary>
    public IReadOnlyList<DataStoreKind> Stores { get; init; } = [];

    /// <summary>How often each step is done, for the percentiles.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Only ping, write nothing.</summary>
    public bool PingOnly { get; init; }

    /// <summary>How long one store may take; at most 9 minutes, because what is older than 10 counts as left by a killed test.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Is told each step as soon as it is done.</summary>
    public Action<DataStoreTestStep> OnStep { get; init; } = static _ => { };
}
