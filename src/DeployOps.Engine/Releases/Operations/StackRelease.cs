using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>A release as something that can be put on the machine: its files, its images, its services.</summary>
internal sealed record StackRelease
{
    /// <summary>The operation that put it live first.</summary>
    public required long Number { get; init; }

    /// <summary>Its tag.</summary>
    public required string Tag { get; init; }

    /// <summary>What compose is told.</summary>
    public required ComposeTarget Target { get; init; }

    /// <summary>Its compose files as one.</summary>
    public required ComposeModel Model { get; init; }

    /// <summary>Its images, with their identifiers as soon as they are known.</summary>
    public required IReadOnlyList<ReleaseImage> Images { get; init; }

    /// <summary>What an admin has to know of it, such as that its kept plan is gone.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The services that should run.</summary>
    public required IReadOnlyList<ExpectedService> Expected { get; init; }
}
