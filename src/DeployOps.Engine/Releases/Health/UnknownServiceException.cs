namespace DeployOps.Engine.Releases.Health;

/// <summary>A named service is none of the stack's.</summary>
public sealed class UnknownServiceException(string stack, IReadOnlyList<string> unknown, IReadOnlyList<string> known)
    : DeployOpsException(
        "UnknownService",
        FailureKind.Usage,
        $"The stack '{stack}' has no service {string.Join(", ", unknown.Select(name => $"'{name}'"))}; nothing was looked at.",
        known.Count == 0 ? "The compose files have no service." : $"Name some of these: {string.Join(", ", known)}.")
{
    /// <summary>The names that are none.</summary>
    public IReadOnlyList<string> Unknown { get; } = unknown;
}
