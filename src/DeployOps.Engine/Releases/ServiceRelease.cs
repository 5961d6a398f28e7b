namespace DeployOps.Engine.Releases;

/// <summary>A service of a release: what should run, and what does.</summary>
/// <param name="Service">The compose service.</param>
/// <param name="Reference">The image's name with its tag.</param>
/// <param name="WantedImageId">The image that should run.</param>
/// <param name="RunningImageId">The image that runs, read again at the end; <see langword="null"/> when none does.</param>
/// <param name="State">How its containers are, in words, such as <c>running, healthy</c>.</param>
public sealed record ServiceRelease(string Service, string Reference, string? WantedImageId, string? RunningImageId, string State)
{
    /// <summary>Whether what should run does.</summary>
    public bool IsAsWanted => WantedImageId is not null && WantedImageId == RunningImageId;

    /// <summary>Whether its containers are well: running and not unhealthy or starting, or done with exit code 0.</summary>
    public bool IsWell { get; init; } = true;
}
