namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>A line of a <c>.dockerignore</c> is no pattern; Docker refuses to build with it.</summary>
public sealed class DockerIgnoreFormatException(int line)
    : DeployOpsException(
        "DockerIgnoreInvalid",
        FailureKind.InvalidData,
        $"Line {line} of the .dockerignore is not a pattern that Docker can read; a build stops as soon as it has to ask it.",
        "Close the bracket, or put a backslash before a character that stands for itself.")
{
    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;
}
