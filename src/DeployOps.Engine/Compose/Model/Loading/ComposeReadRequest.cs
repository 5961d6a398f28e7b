namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>Which compose files are read, and with which variables.</summary>
public sealed record ComposeReadRequest
{
    /// <summary>The files' full paths, in the order they are merged.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The value of a variable, or null when it is not set: process environment, environment files, release tag.</summary>
    public Func<string, string?> Lookup { get; init; } = _ => null;

    /// <summary>The profiles that are switched on; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];
}
