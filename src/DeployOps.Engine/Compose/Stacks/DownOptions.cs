namespace DeployOps.Engine.Compose.Stacks;

/// <summary>How <c>docker compose down</c> is asked.</summary>
public sealed record DownOptions
{
    /// <summary>Whether the named volumes of the files go too. Only for a stack that holds no data, such as a rehearsal.</summary>
    public bool Volumes { get; init; }

    /// <summary>Whether containers of services that the files no longer have go too.</summary>
    public bool RemoveOrphans { get; init; } = true;

    /// <summary>How long a container may take to end before it is killed; its own setting when <see langword="null"/>.</summary>
    public TimeSpan? Grace { get; init; }
}
