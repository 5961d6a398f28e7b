namespace DeployOps.Cli.Rendering;

/// <summary>How a command prints its outcome.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON object a line, as soon as it is known.</summary>
    Ndjson,
}
