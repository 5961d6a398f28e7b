namespace DeployOps.Engine.Checks;

/// <summary>How a set of checks is run.</summary>
public sealed record CheckRunOptions
{
    /// <summary>How long one check may take before it is reported as blocked.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many checks run at the same time. Most of them wait for a program or for a fact that another one gathers.</summary>
    public int Parallel { get; init; } = Math.Max(16, Environment.ProcessorCount * 2);

    /// <summary>Hides secrets in every text of a finding, the last door before anyone sees it.</summary>
    public Func<string, string> Redact { get; init; } = text => text;
}
