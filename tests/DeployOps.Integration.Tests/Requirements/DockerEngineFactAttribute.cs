using Xunit;

namespace DeployOps.Integration.Tests.Requirements;

/// <summary>A fact that needs <see cref="RequiredPart.DockerEngine"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerEngineFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where the part is missing.</summary>
    public DockerEngineFactAttribute() => Skip = RequiredPart.DockerEngine.SkipReason;
}
