using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>What <c>docker compose config</c> is asked.</summary>
public sealed record ComposeConfigRequest
{
    /// <summary>The folder it runs in.</summary>
    public required string Folder { get; init; }

    /// <summary>The compose files, in the order they are merged.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The environment files, in their order.</summary>
    public IReadOnlyList<string> EnvFiles { get; init; } = [];

    /// <summary>The profiles that are switched on.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Variables on top of the caller's own, such as the release tag.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether the resolved file is wanted, as JSON; otherwise only whether it is valid.</summary>
    public bool WantsOutput { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What <c>docker compose config</c> answered. Both texts may hold secrets.</summary>
/// <param name="IsValid">Whether it accepts the files.</param>
/// <param name="Output">The resolved file, when it was wanted.</param>
/// <param name="Messages">Errors and warnings, to be read by <see cref="ComposeConfigFailure"/>.</param>
public sealed record ComposeConfigAnswer(bool IsValid, CapturedText Output, CapturedText Messages);

/// <summary>The docker engine as it presents itself.</summary>
/// <param name="ServerVersion">Its version.</param>
/// <param name="DataRoot">The folder images and volumes lie in, as the engine sees it.</param>
/// <param name="OperatingSystem">The operating system it runs on.</param>
public sealed record DockerInfo(string ServerVersion, string DataRoot, string OperatingSystem);

/// <summary>An image on this machine.</summary>
/// <param name="Id">Its content's hash.</param>
/// <param name="Names">The names it goes by, as <c>repository:tag</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Created">When it was made.</param>
public sealed record DockerImage(string Id, IReadOnlyList<string> Names, long Size, DateTimeOffset? Created);
