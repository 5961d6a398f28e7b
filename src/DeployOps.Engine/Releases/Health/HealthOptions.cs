namespace DeployOps.Engine.Releases.Health;

/// <summary>What an admin asks of a look at the stack.</summary>
public sealed record HealthOptions
{
    /// <summary>Only these services; all when empty.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The compose project's name; the project's own when <see langword="null"/>. A rehearsal has another.</summary>
    public string? StackName { get; init; }

    /// <summary>Whether the data stores and the application are left out.</summary>
    public bool WithoutStores { get; init; }

    /// <summary>How long the whole look may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
