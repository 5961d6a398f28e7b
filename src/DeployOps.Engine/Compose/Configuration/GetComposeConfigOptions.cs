namespace DeployOps.Engine.Compose.Configuration;

/// <summary>The forms a resolved compose file is shown in.</summary>
public enum ComposeConfigFormat
{
    /// <summary>YAML.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,
}

/// <summary>How the resolved compose file is asked for.</summary>
public sealed record GetComposeConfigOptions
{
    /// <summary>The form.</summary>
    public ComposeConfigFormat Format { get; init; } = ComposeConfigFormat.Yaml;

    /// <summary>The release tag, when there is one.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether docker is left out even where it is there.</summary>
    public bool WithoutDocker { get; init; }
}
