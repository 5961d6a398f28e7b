using DeployOps.Engine.Project;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>
/// What <c>docker compose</c> is told to know one stack by: files, environment files, profiles, the project's name and the variables on
/// top of the caller's. The same for every verb, so that no two of them ever mean different stacks.
/// </summary>
public sealed record ComposeTarget
{
    /// <summary>The compose project's name, which every container carries as a label.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that relative paths of the files are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>The compose files' full paths, in the order they are merged.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The environment files' full paths; none for a resolved plan.</summary>
    public IReadOnlyList<string> EnvFiles { get; init; } = [];

    /// <summary>The profiles that are switched on.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Variables on top of the caller's own, such as the release tag.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The stack of a project as its own files describe it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="inputs">Its files and environment files.</param>
    /// <param name="tag">The release tag, when there is one.</param>
    /// <param name="name">The compose project's name.</param>
    public static ComposeTarget Of(DeployProject project, ComposeInputs inputs, string? tag, string name) => new()
    {
        Name = name,
        Folder = project.Root,
        Files = inputs.Files,
        EnvFiles = [.. inputs.EnvFiles.Files.Select(file => file.Path)],
        Profiles = project.Compose.Profiles,
        Environment = tag is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { [project.Tag.Variable] = tag },
    };

    /// <summary>A stack that a resolved plan describes: one JSON file as <c>docker compose config</c> wrote it, without variables.</summary>
    /// <param name="name">The compose project's name.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="plan">The plan's full path.</param>
    public static ComposeTarget OfPlan(string name, string folder, string plan) => new() { Name = name, Folder = folder, Files = [plan] };
}
