using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>
/// A verb of <c>docker compose</c> failed. Its message holds nothing of what compose wrote; that is in <see cref="Output"/>, to be passed
/// through a redactor before it is shown.
/// </summary>
public sealed class StackCommandException(string verb, int exitCode, CapturedText output)
    : DeployOpsException(
        "ComposeCommandFailed",
        FailureKind.Environment,
        $"'docker compose {verb}' failed with exit code {exitCode}.",
        $"Look at the first error that it wrote, or run 'docker compose {verb}' by hand.")
{
    /// <summary>The verb, such as <c>build</c>.</summary>
    public string Verb { get; } = verb;

    /// <summary>Its exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What it wrote, both streams; it may hold secrets.</summary>
    public CapturedText Output { get; } = output;
}
