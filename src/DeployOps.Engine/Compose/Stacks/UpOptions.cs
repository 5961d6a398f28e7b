namespace DeployOps.Engine.Compose.Stacks;

/// <summary>How <c>docker compose up --detach</c> is asked. It never builds and never pulls: both were done before anything is stopped.</summary>
public sealed record UpOptions
{
    /// <summary>Only these services; all active ones when empty.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether to leave the services alone that the named ones depend on.</summary>
    public bool WithoutDependencies { get; init; }

    /// <summary>Whether to keep containers that exist, even when their configuration or image is another.</summary>
    public bool KeepExisting { get; init; }

    /// <summary>Whether to replace containers although nothing changed.</summary>
    public bool ForceRecreate { get; init; }

    /// <summary>Whether to remove containers of services that the files no longer have.</summary>
    public bool RemoveOrphans { get; init; }

    /// <summary>The number of containers of a service, where it differs from the files.</summary>
    public IReadOnlyDictionary<string, int> Scale { get; init; } = new Dictionary<string, int>();
}
