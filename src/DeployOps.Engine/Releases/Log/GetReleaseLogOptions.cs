using DeployOps.Engine.Files;

namespace DeployOps.Engine.Releases.Log;

/// <summary>Which records <see cref="GetReleaseLog"/> returns. All filters have to hold.</summary>
public sealed record GetReleaseLogOptions
{
    /// <summary>At most so many, the latest of those that the other filters leave; <see langword="null"/> for all.</summary>
    public int? Last { get; init; }

    /// <summary>Only records of this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only records of this kind.</summary>
    public ReleaseKind? Kind { get; init; }

    /// <summary>Only records with this result.</summary>
    public ReleaseResult? Result { get; init; }

    /// <summary>Only records that started then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the latest record comes first. It needs eight bytes of memory for each record.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Sees each damaged record as it is passed over.</summary>
    public Action<BlockLogDamage>? OnDamage { get; init; }
}
